// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";

/** Writes how many tests passed, failed (and which) and were skipped to `reports/TASK.json`. */
export default class ReportCounts {
  /** @param {{ task: string }} options */
  constructor({ task }) {
    this.task = task;
  }

  /**
   * @param {ReadonlyArray<import("vitest/node").TestModule>} modules
   * @param {ReadonlyArray<{ message?: string }>} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const count = { passed: 0, skipped: 0 };
    const failures = unhandledErrors.map((error) => told("outside every test", [error]));
    for (const module of modules) {
      const file = module.relativeModuleId;
      if (module.errors().length > 0) failures.push(told(file, module.errors()));
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === "failed") failures.push(told(`${file} > ${test.fullName}`, errors));
        else if (state === "passed") count.passed += 1;
        else count.skipped += 1;
      }
    }
    mkdirSync("reports", { recursive: true });
    writeFileSync(`reports/${this.task}.json`, `${JSON.stringify({ ...count, failures })}\n`);
  }
}

/**
 * @param {string} where
 * @param {ReadonlyArray<{ message?: string, cause?: unknown }>} errors
 */
function told(where, errors) {
  const [error] = errors;
  const cause = error?.cause instanceof Object && "message" in error.cause && error.cause.message;
  const text = [error?.message, cause].filter(Boolean).join("\n");
  return `${where}\n${text.replace(/^/gm, "    ")}`;
}
