import type { FuzzKind } from "toolkit/testing/fuzz";

import { fileKinds } from "./files.ts";
import { flowKinds } from "./flows.ts";

/** Every kind of hostile input for the pure package. */
export const kinds: readonly FuzzKind[] = [...fileKinds, ...flowKinds];
