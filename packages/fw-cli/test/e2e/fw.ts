import { type ChildProcess, spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";

/** The built program, as a user runs it. */
export const BIN: string = new URL("../../bin.js", import.meta.url).pathname;

/** What a finished run left. */
export interface FwResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that may still go on. */
export interface RunningFw {
  readonly child: ChildProcess;
  readonly result: Promise<FwResult>;
}

/** Starts `fw` and returns while it runs. */
export function startFw(args: readonly string[], env: Readonly<Record<string, string>>): RunningFw {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const text = async (stream: typeof child.stdout): Promise<string> =>
    (await buffer(stream)).toString("utf8").trimEnd();
  const exit = new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
  const result = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
    ([exitCode, stdout, stderr]) => ({ exitCode, stdout, stderr }),
  );
  return { child, result };
}

/** Runs `fw` to its end; never throws for its exit code. */
export function fw(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<FwResult> {
  return startFw(args, env).result;
}

/** Runs `fw` and returns what it printed; its complaint is the error when it fails. */
export async function fwOk(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { exitCode, stdout, stderr } = await fw(args, env);
  if (exitCode !== 0)
    throw new Error(`fw ${args.join(" ")} ended with ${exitCode}:\n${stderr}${stdout}`);
  return stdout;
}
