import { testKinds } from "toolkit/testing/fuzz-tests";

import { kinds } from "./kinds.ts";

testKinds(kinds);
