import type { Quantiles } from "../analysis/quantiles.ts";
import type { ClassSummary, GroupSummary } from "../analysis/summary.ts";

/** The summaries as lines for a terminal or a log: one block a fault and mode. */
export function reportText(groups: readonly GroupSummary[]): string {
  return groups.map(groupText).join("\n\n");
}

/** What a group is called: its fault, its mode and whose files it ran. */
export function groupName({ fault, mode, configuration }: GroupSummary): string {
  return [fault, mode, ...(configuration === undefined ? [] : [`${configuration} files`])].join(
    ", ",
  );
}

/** What came out, in a few words. */
export function verdict({ failures, trials, measured }: GroupSummary): string {
  if (failures.length === 0) return "every flow lived";
  return measured < trials && failures.every((failure) => failure.includes("not measurable"))
    ? "NOT MEASURED"
    : "FAILED";
}

function groupText(group: GroupSummary): string {
  const { trials, repeated, failures } = group;
  const again = repeated.length === 0 ? "" : `, ${repeated.length} done again on a busy host`;
  return [
    `${groupName(group)}, ${trials} ${trials === 1 ? "trial" : "trials"}${again}: ${verdict(group)}`,
    "  milliseconds as min/median/p95/max",
    ...table(group.classes),
    ...factLines(group).map((line) => `  ${line}`),
    ...failures.map((failure) => `  ✗ ${failure}`),
  ].join("\n");
}

/** Everything that is not of one class of flows. */
export function factLines(group: GroupSummary): readonly string[] {
  const { resets, deniedButOpen, droppedPackets } = group;
  return [
    `virtual addresses: two owners ${spread(group.twoOwnersMs)}, none ${spread(group.noOwnerMs)}`,
    `no new connection for ${spread(group.admissionMs)}; denied ones that got through: ${deniedButOpen}`,
    `resets by firewalls: ${resets}; packets dropped without a state: ${spread(droppedPackets)}`,
    `connection table: ${spread(group.entriesBefore)} entries before, ${spread(group.entriesAfter)} after`,
    `testers' own: longest gap before the fault ${spread(group.floorMs)}, longest stall ${spread(group.stallMs)}`,
  ];
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

/** `min/median/p95/max` in whole numbers. */
export function spread(values: Quantiles | undefined): string {
  if (values === undefined) return "–";
  return [values.min, values.median, values.p95, values.max].map((ms) => ms.toFixed(0)).join("/");
}
