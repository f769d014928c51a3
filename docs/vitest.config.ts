import { mergeConfig } from "vitest/config";

import { packageTests } from "../vitest.base.ts";

// A browser on a busy host takes its time, and what is asked of it does not depend on that.
export default mergeConfig(packageTests("test", ["test/*.test.ts"]), {
  test: { testTimeout: 120_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } },
});
