import { readFile } from "node:fs/promises";

import { z } from "zod";

/** A process, told apart from a later one that was given the same number. */
export const processIdentity: z.ZodObject<{ pid: z.ZodNumber; startTime: z.ZodNumber }> =
  z.strictObject({
    pid: z.number().int().positive(),
    /** Clock ticks between the boot of the machine and the start of the process (proc(5), field 22). */
    startTime: z.number().int().nonnegative(),
  });

/** See {@link processIdentity}. */
export type ProcessIdentity = z.infer<typeof processIdentity>;

/** Who runs as `pid` now; undefined when nobody does, or only a zombie. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  let stat: string;
  try {
    stat = await readFile(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
  // The command's name, in parentheses, may itself hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return { pid, startTime: Number(fields[19]) };
}

/** Whether that very process still runs. */
export async function isAlive(identity: ProcessIdentity): Promise<boolean> {
  return (await identifyProcess(identity.pid))?.startTime === identity.startTime;
}
