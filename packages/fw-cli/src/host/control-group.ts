import { shell } from "../guest/shell.ts";

/** What the processes of a control group may take up together. */
export interface GroupLimits {
  readonly memoryBytes: number;
  readonly tasks: number;
}

/**
 * The command that runs `argv` in a control group of its own, which systemd makes and removes when
 * its last process has ended (systemd-run(1), systemd.resource-control(5)).
 */
export function inControlGroup(
  { memoryBytes, tasks }: GroupLimits,
  argv: readonly string[],
): readonly [string, ...string[]] {
  const properties = { MemoryMax: memoryBytes, MemorySwapMax: memoryBytes, TasksMax: tasks };
  return [
    ...(["systemd-run", "--scope", "--quiet", "--collect"] as const),
    ...Object.entries(properties).map(([name, value]) => `--property=${name}=${value}`),
    "--",
    ...argv,
  ];
}

/** An ordinary user's groups end when the user logs out, and what runs in them with them. */
const NOT_ROOT = "an ordinary user's control groups end at log-out, and a lab does not";
const PROBE: GroupLimits = { memoryBytes: 64 * 1024 ** 2, tasks: 16 };
const PROBE_MS = 5_000;

/** Why nothing can be limited this way here; undefined when a probe has shown that it can. */
export async function controlGroupObstacle(
  root: boolean = process.getuid?.() === 0,
): Promise<string | undefined> {
  if (!root) return NOT_ROOT;
  const { execa } = await import("execa");
  const [file, ...args] = inControlGroup(PROBE, shell("print-limits"));
  const limits = { timeout: PROBE_MS, killSignal: "SIGKILL" } as const;
  const result = await execa(file, args, { reject: false, ...limits });
  if (result.stdout === `${PROBE.memoryBytes}\n${PROBE.tasks}`) return undefined;
  const [complaint = ""] = (result.stderr || result.stdout || result.shortMessage || "").split(
    "\n",
  );
  return complaint || "systemd sets no limits here";
}
