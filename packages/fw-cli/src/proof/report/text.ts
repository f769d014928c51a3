import type { Quantiles } from "../analysis/quantiles.ts";
import type { ClassSummary, GroupSummary } from "../analysis/summary.ts";

/** The summaries as lines for a terminal or a log: one block a fault and mode. */
export function reportText(groups: readonly GroupSummary[]): string {
  return groups.map(groupText).join("\n\n");
}

function groupText(group: GroupSummary): string {
  const verdict = group.failures.length === 0 ? "every flow lived" : "FAILED";
  const head = `${group.fault}, ${group.mode}, ${group.trials} trials: ${verdict}`;
  const figures = [
    `resets ${group.resets}`,
    `two owners ${spread(group.twoOwnersMs)}`,
    `no owner ${spread(group.noOwnerMs)}`,
    `no new connection for ${spread(group.admissionMs)}`,
  ];
  return [
    head,
    "  milliseconds as min/median/p95/max",
    ...table(group.classes),
    `  ${figures.join(", ")}`,
    ...group.failures.map((failure) => `  ✗ ${failure}`),
  ].join("\n");
}

const HEADINGS = ["class", "lived", "longest gap", "loss"];

function table(classes: readonly ClassSummary[]): readonly string[] {
  const rows = classes.map(({ name, flows, survivors, longestGapMs, lossMs }) => [
    name,
    `${survivors}/${flows}`,
    spread(longestGapMs),
    spread(lossMs),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEADINGS, ...rows].map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** `min/median/p95/max` in whole milliseconds. */
export function spread(values: Quantiles | undefined): string {
  if (values === undefined) return "–";
  return [values.min, values.median, values.p95, values.max].map((ms) => ms.toFixed(0)).join("/");
}
