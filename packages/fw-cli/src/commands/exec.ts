import { buffer } from "node:stream/consumers";

import type { Context } from "../context.ts";
import { capture } from "../drivers/capture.ts";
import { openLab } from "../lab/lab.ts";
import { nodeCalled } from "../lab/node-called.ts";
import { printResult } from "../ui/print.ts";

/**
 * `fw exec NODE -- CMD…`: streams pass through, and the program's exit code becomes ours. Nothing is
 * taken out of them, not even for a terminal: like ssh, it is the program that draws there.
 */
export async function execCommand(
  context: Context,
  word: string,
  argv: readonly [string, ...string[]],
  options: { readonly stdin: boolean },
): Promise<number> {
  const { io } = context;
  const lab = await openLab(io, context.lab);
  const { name: node } = await nodeCalled(lab, word);
  if (context.dryRun) {
    printResult(context, { node, argv }, () => `on ${node}: ${argv.join(" ")}`);
    return 0;
  }
  if (context.json) {
    const outcome = await capture(lab.driver, node, argv, io.signal);
    printResult(context, { node, argv, ...outcome }, () => "");
    return outcome.exitCode;
  }
  const { stdout, stderr, signal } = io;
  const input = options.stdin ? await buffer(io.stdin) : undefined;
  return lab.driver.exec(node, { argv, stdout, stderr, signal, ...(input && { input }) });
}
