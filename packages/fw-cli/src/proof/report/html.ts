import { figuresOf } from "../analysis/figures.ts";
import { quantiles } from "../analysis/quantiles.ts";
import {
  type GroupSummary,
  summarize,
  trialFailures,
  type TrialGroup,
} from "../analysis/summary.ts";
import type { TrialResult } from "../trial-result.ts";
import { escapeXml } from "./escape-xml.ts";
import { stripSvg } from "./strip-svg.ts";
import { STYLE } from "./style.ts";
import { factLines, groupName, spread, verdict } from "./text.ts";
import { timelineSvg } from "./timeline-svg.ts";
import { zoomOf } from "./zoom.ts";

/** The whole proof as one page that needs nothing else. */
export function reportHtml(title: string, groups: readonly TrialGroup[]): string {
  const summaries = groups.map(summarize);
  const bad = summaries.filter(({ failures }) => failures.length > 0).length;
  const state = bad === 0 ? "Every flow lived" : `${bad} of ${groups.length} groups failed`;
  const sections = groups.map((group, index) =>
    section(group, summaries[index] ?? summarize(group)),
  );
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title><style>${STYLE}</style>
<h1>${escapeXml(title)}</h1>
<p class="verdict ${bad === 0 ? "good" : "bad"}">${state}</p>
${overview(summaries, groups)}
<p class="key"><i class="node1"></i>first firewall <i class="node2"></i>second firewall <i class="backup"></i>backup <i class="fault"></i>fault <i class="gap"></i>longest gap <i class="two"></i>two owners, or a reset <i class="command"></i>from a step's command to its effect, the dashed line</p>
${sections.join("\n")}
</html>
`;
}

function overview(summaries: readonly GroupSummary[], groups: readonly TrialGroup[]): string {
  const rows = summaries.map((summary, index) => {
    const group = groups[index];
    const { udpLossMs = [], tcpStallMs = [], admissionMs = [] } = group ? figuresOf(group) : {};
    const lived = summary.classes.reduce((sum, { survivors }) => sum + survivors, 0);
    const flows = summary.classes.reduce((sum, entry) => sum + entry.flows, 0);
    const cells = [
      escapeXml(groupName(summary)),
      String(summary.trials),
      `${lived}/${flows}`,
      String(summary.resets),
      ...[udpLossMs, tcpStallMs, admissionMs].map((values) => typical(values)),
      `<b class="${summary.failures.length === 0 ? "good" : "bad"}">${verdict(summary)}</b>`,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  const heads = [
    "Fault",
    "Trials",
    "Flows that lived",
    "Resets by firewalls",
    "UDP loss, ms",
    "TCP stall, ms",
    "No new connection, ms",
    "",
  ];
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join("")}</tr>${rows.join("")}</table><p class="note">Median, and in brackets the 95th percentile of the worst flow in each trial.</p>`;
}

function typical(values: readonly number[]): string {
  const found = quantiles(values);
  return found === undefined ? "–" : `${found.median.toFixed(0)} (${found.p95.toFixed(0)})`;
}

function section(group: TrialGroup, summary: GroupSummary): string {
  const { udpLossMs, tcpStallMs, admissionMs } = figuresOf(group);
  const strips = stripSvg([
    { name: "UDP loss", values: udpLossMs },
    { name: "TCP stall", values: tcpStallMs },
    { name: "no new connection", values: admissionMs },
  ]);
  const classes = summary.classes.map(
    ({ name, flows, survivors, longestGapMs, lossMs }) =>
      `<tr><td>${name}</td><td class="${survivors === flows ? "" : "bad"}">${survivors}/${flows}</td><td>${spread(longestGapMs)}</td><td>${spread(lossMs)}</td></tr>`,
  );
  return `<h2>${escapeXml(groupName(summary))}</h2>
${strips}
<details><summary>Figures of each class</summary><table><tr><th>Class</th><th>Lived</th><th>Longest gap</th><th>Loss</th></tr>${classes.join("")}</table><p class="note">Milliseconds as min/median/p95/max.</p><ul>${factLines(
    summary,
  )
    .map((line) => `<li>${escapeXml(line)}</li>`)
    .join("")}</ul></details>
${summary.failures.map((failure) => `<p class="bad">✗ ${escapeXml(failure)}</p>`).join("")}
${group.trials.map((trial, index) => trialView(trial, index)).join("")}`;
}

function trialView(trial: TrialResult, index: number): string {
  const failures = trialFailures(trial);
  const open = failures.length > 0 || index === 0 ? " open" : "";
  const name = failures.length > 0 ? `<b class="bad">trial ${index + 1}</b>` : `trial ${index + 1}`;
  const why =
    trial.notMeasurable === undefined ? "" : `, not measurable: ${escapeXml(trial.notMeasurable)}`;
  const { timeline } = trial;
  const whole = { from: timeline.from, to: timeline.to };
  return `<details${open}><summary>${name}${why}</summary>${timelineSvg(timeline, zoomOf(timeline))}<details><summary>from beginning to end</summary>${timelineSvg(timeline, whole)}</details></details>`;
}
