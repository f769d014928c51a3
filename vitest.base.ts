import { defineConfig, type ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const conditions = ["monorepo-source"];

/** Files that take minutes. */
const slow = /\/test\/(real\/random|differential\/differential)\.test\.ts$/;

/**
 * Starts the slow files first. Without a run to learn from, vitest starts the largest, and at the end
 * a single slow one would leave processors idle.
 */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it sorts files, and returns a list of its own
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => (slow.test(moduleId) ? 0 : 1);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

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
      sequence: { sequencer: SlowFirst },
      reporters: [
        "default",
        [new URL("scripts/report-counts.mjs", import.meta.url).pathname, { task }],
      ],
    },
  });
}
