import { defineConfig, type ViteUserConfig } from "vitest/config";

const conditions = ["monorepo-source"];

/**
 * The test settings that every package shares: sources instead of `dist`
 * for workspace packages, and the counts that `pnpm test` adds up.
 */
export function packageTests(task: string, include: readonly string[]): ViteUserConfig {
  return defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: conditions } },
    test: {
      include: [...include],
      reporters: [
        "default",
        [new URL("scripts/report-counts.mjs", import.meta.url).pathname, { task }],
      ],
    },
  });
}
