import { createInterface } from "node:readline/promises";

import { ensureHostPackages, missingPackages } from "../host/packages.ts";
import type { Io } from "../io.ts";
import type { StepRunner } from "../lab/events.ts";

/**
 * Installs the host packages that the lab lacks: without a question when
 * `assumeYes`, after one on a terminal, else not at all.
 *
 * @throws FwError `E_MISSING_PACKAGES` with the exact command when they may not be installed.
 */
export async function ensurePackages(io: Io, assumeYes: boolean, step: StepRunner): Promise<void> {
  const { env, signal } = io;
  const missing = await missingPackages(env);
  if (missing.length === 0) return;
  // The question comes before the step, because a live view would draw over it.
  const agreed = assumeYes || (await askOnTerminal(io, `Install ${missing.join(", ")} with apt?`));
  await step("host packages", async (report) => {
    const installed = await ensureHostPackages({
      ...{ env, signal, assumeYes: agreed },
      onLine: (line) => report.progress(line.slice(0, 70)),
    });
    report.result(installed.join(", "));
  });
}

/** Asks a yes-or-no question; nobody at a terminal means no. */
export async function askOnTerminal(
  { stdin, stderr, signal }: Io,
  question: string,
): Promise<boolean> {
  if (!stdin.isTTY || !stderr.isTTY) return false;
  const terminal = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
