import { mergeConfig } from "vitest/config";

import { packageTests } from "../../vitest.base.ts";

// The lab's tests boot virtual machines: one file after the other, and with time enough.
export default mergeConfig(packageTests("e2e", ["test/e2e/**/*.e2e.ts"]), {
  test: {
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
    globalSetup: "test/e2e/global-setup.ts",
  },
});
