import { packageTests } from "../../vitest.base.ts";

export default packageTests("test", ["src/**/*.test.ts", "test/*.test.ts"]);
