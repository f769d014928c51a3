import type { FailoverBudget, Span } from "fw-config";

import { textTable } from "./text-table.ts";

/** A budget with the number of connections that it was computed for. */
export interface CountedBudget extends FailoverBudget {
  readonly connections: number;
}

/** The failover budget for people: what all budgets share, then a row for each number of connections. */
export function timingReport(budgets: readonly CountedBudget[]): string {
  const [first] = budgets;
  if (first === undefined) return "";
  const shared = [
    ["advert interval", duration(first.advertIntervalMs)],
    ["skew", duration(first.skewMs)],
    [
      "detection",
      `${span(first.detectionMs)} ${unannounced(first)}: 2 to 3 intervals and the skew`,
    ],
    ["announced", `${duration(first.announcedMs)} ${announced(first)}`],
  ];
  const rows = budgets.map(({ connections, commitMs, outageMs, tcpStallMs }) => [
    String(connections),
    duration(commitMs),
    span(outageMs),
    span(tcpStallMs),
  ]);
  const width = Math.max(...shared.map(([name = ""]) => name.length));
  return [
    shared.map(([name = "", value]) => `${name.padEnd(width)}  ${value}`).join("\n"),
    textTable(["connections", "commit", "outage", "TCP stands still"], rows),
  ].join("\n\n");
}

/** Who carries adverts cannot say that it is gone. */
function unannounced({ advertInterfaces }: FailoverBudget): string {
  return `after a crash or the loss of ${advertInterfaces.join(", ")}`;
}

function announced({ announcedInterfaces }: FailoverBudget): string {
  if (announcedInterfaces.length === 0) return "after a stop; the loss of no link is announced";
  return `after a stop or the loss of ${announcedInterfaces.join(", ")}`;
}

/** `73 ms`, `9.69 s`. */
export function duration(ms: number): string {
  if (ms >= 1000) return `${Number((ms / 1000).toFixed(2))} s`;
  return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`;
}

function span({ min, max }: Span): string {
  return min === max ? duration(min) : `${duration(min)} – ${duration(max)}`;
}
