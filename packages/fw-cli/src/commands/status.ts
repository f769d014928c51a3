import { setTimeout as sleep } from "node:timers/promises";

import type { Context } from "../context.ts";
import { openLab } from "../lab/lab.ts";
import { labStatus } from "../lab/status.ts";
import { printJsonLine, printResult, printText } from "../ui/print.ts";
import { statusTable } from "../ui/status-table.ts";

const WATCH_MS = 1_000;

/** `fw status`: what each node is and does; with `watch` again at each change, until Ctrl-C. */
export async function statusCommand(
  context: Context,
  options: { readonly watch: boolean },
): Promise<void> {
  const lab = await openLab(context.io, context.lab);
  const first = await labStatus(lab);
  printResult(context, first, () => statusTable(first, context.io.stdout));
  if (!options.watch) return;
  const { signal } = context.io;
  let shown = JSON.stringify(first.nodes);
  for (;;) {
    await sleep(WATCH_MS, undefined, { signal });
    const status = await labStatus(lab);
    const seen = JSON.stringify(status.nodes);
    if (seen === shown) continue;
    shown = seen;
    if (context.json) printJsonLine(context.io, status);
    else {
      const table = statusTable(status, context.io.stdout);
      printText(context.io, `\n${new Date().toISOString()}\n${table}`);
    }
  }
}
