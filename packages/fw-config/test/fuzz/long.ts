import { fuzzAll } from "toolkit/testing/fuzz";

import { kinds } from "./kinds.ts";

await fuzzAll(kinds);
