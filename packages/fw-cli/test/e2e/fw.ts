import { execa, type ResultPromise } from "execa";

/** The built program, as a user runs it. */
export const BIN: string = new URL("../../bin.js", import.meta.url).pathname;

/** The config of the source articles, at the root of the repository. */
export const SEED_CONFIG: string = new URL("../../../../fw.config.yaml", import.meta.url).pathname;

/** What a finished run left. */
export interface FwResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `fw` to its end; never throws for its exit code. */
export async function fw(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<FwResult> {
  const result = await startFw(args, env);
  return { exitCode: result.exitCode ?? -1, stdout: String(result.stdout), stderr: String(result.stderr) };
}

/** Starts `fw` and returns while it runs. */
export function startFw(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): ResultPromise<{ reject: false; stdin: "ignore" }> {
  return execa(process.execPath, [BIN, ...args], { env, reject: false, stdin: "ignore" });
}

/** Runs `fw` and returns what it printed; its complaint is the error when it fails. */
export async function fwOk(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const { exitCode, stdout, stderr } = await fw(args, env);
  if (exitCode !== 0) throw new Error(`fw ${args.join(" ")} ended with ${exitCode}:\n${stderr}${stdout}`);
  return stdout;
}
