import type { Context } from "../context.ts";
import { allLabs } from "../lab/list.ts";
import { labTable } from "../ui/lab-table.ts";
import { printResult } from "../ui/print.ts";

/** `fw list`: every lab of this user, and what it takes. */
export async function listCommand(context: Context): Promise<void> {
  const labs = await allLabs(context.io);
  printResult(context, { labs }, () =>
    labs.length === 0 ? "you have no labs; start one with: fw up" : labTable(labs, Date.now()),
  );
}
