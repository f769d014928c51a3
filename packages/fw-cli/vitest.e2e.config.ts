import { mergeConfig } from "vitest/config";

import { packageTests } from "../../vitest.base.ts";

const files = ["test/contract/*.test.ts", "test/proof/*.test.ts", "test/e2e/*.e2e.ts"];

// These boot machines and time failovers: one file after the other, and with time enough.
export default mergeConfig(packageTests("e2e", files), {
  test: {
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
    // What is waited for happens in machines and windows, which a busy host starts slowly.
    expect: { poll: { timeout: 30_000 } },
    globalSetup: "test/e2e/global-setup.ts",
  },
});
