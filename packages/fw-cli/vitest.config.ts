import { packageTests } from "../../vitest.base.ts";

// What is timed to the millisecond runs with the end-to-end tests, one file after the other.
export default packageTests("test", [
  "src/**/*.test.ts",
  "test/*.test.ts",
  "test/real/*.test.ts",
  "test/fuzz/*.test.ts",
]);
