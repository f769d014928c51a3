import type { Context } from "../context.ts";
import type { InjectedFault } from "../faults/inject.ts";
import { printResult } from "./print.ts";

/** Prints what came of a fault, or what it would be. */
export function printFault(context: Context, { target, report }: InjectedFault): void {
  const { lab, node, text } = target;
  const common = { lab: lab.state.name, fault: text, ...(node && { node }) };
  if (report === undefined) {
    printResult(context, { ...common, done: false }, () => `would do: ${text}`);
    return;
  }
  printResult(context, { ...common, done: true, ...report }, () =>
    [report.said, ...report.next.map((command) => `  → ${command}`)].join("\n"),
  );
}
