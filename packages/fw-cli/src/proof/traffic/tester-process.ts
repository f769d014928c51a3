import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import { shell } from "../../guest/shell.ts";
import { programFile } from "../../package.ts";
import type { TesterHost } from "./tester-host.ts";
import type { TesterCommand, TesterReport } from "./tester/protocol.ts";

/** Ten thousand connections through emulated firewalls take a part of this. */
const ANSWER_MS = 120_000;

/** A process that holds flows from beside the firewalls, never from inside one. */
export interface Tester {
  /** Tells it to do something, and waits until that is done. */
  tell(command: Exclude<TesterCommand, { do: "report" }>): Promise<void>;
  report(): Promise<TesterReport>;
}

/**
 * Starts a tester; it ends with its host.
 *
 * @param promptly whether it has to be on time to the millisecond
 */
export function startTester(host: TesterHost, purpose: string, promptly: boolean): Tester {
  const name = `${host.place.name} (${purpose})`;
  const program = [process.execPath, programFile("tester")];
  // Before other programs, where the host allows it.
  const argv = promptly ? shell("promptly", ...program) : program;
  const [file, ...args] = host.inside(argv);
  const child = spawn(file, args, { stdio: ["pipe", "pipe", "inherit"], cwd: "/" });
  const ask = conversation(name, child);
  return {
    tell: async (command) => void (await ask(command)),
    async report() {
      const report = await ask({ do: "report" });
      if (report === undefined) throw died(name);
      return report;
    },
  };
}

/** One question and one answer at a time. */
function conversation(
  name: string,
  child: ChildProcessByStdio<Writable, Readable, null>,
): (command: TesterCommand) => Promise<TesterReport | undefined> {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on("error", () => undefined);
  let last: Promise<unknown> = Promise.resolve();
  const ask = async (command: TesterCommand): Promise<TesterReport | undefined> => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    const line = await within(ANSWER_MS, lines.next());
    if (line === undefined) {
      const late = `does not answer to "${command.do}" within ${ANSWER_MS / 1000} s`;
      throw new FwError("E_VERIFY", `the traffic generator ${name} ${late}; trial discarded`);
    }
    if (line.done) throw died(name);
    const answer: { ok: boolean; message?: string; result?: TesterReport } = JSON.parse(line.value);
    if (!answer.ok) {
      throw new FwError("E_VERIFY", `${name} cannot ${command.do}: ${answer.message}`);
    }
    return answer.result;
  };
  return (command) => {
    const answer = last.then(() => ask(command));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  const answered = new AbortController();
  try {
    return await Promise.race([answer, sleep(ms, undefined, answered)]);
  } finally {
    answered.abort();
  }
}

function died(name: string): FwError {
  return new FwError("E_VERIFY", `the traffic generator ${name} exited; trial discarded`);
}
