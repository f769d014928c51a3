// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";

/** Writes how many tests passed, failed and were skipped to `reports/TASK.json`. */
export default class ReportCounts {
  /** @param {{ task: string }} options */
  constructor({ task }) {
    this.task = task;
  }

  /**
   * @param {ReadonlyArray<import("vitest/node").TestModule>} modules
   * @param {ReadonlyArray<unknown>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed" || state === "failed") count[state] += 1;
        else count.skipped += 1;
      }
    }
    mkdirSync("reports", { recursive: true });
    writeFileSync(`reports/${this.task}.json`, `${JSON.stringify(count)}\n`);
  }
}
