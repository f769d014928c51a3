import { summarize, trialFailures, type TrialGroup } from "../analysis/summary.ts";
import { escapeXml } from "./escape-xml.ts";
import { reportText } from "./text.ts";
import { timelineSvg } from "./timeline-svg.ts";

const STYLE = `
body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1a202c; background: #fff }
pre { overflow-x: auto; background: #f7fafc; padding: 1rem }
svg { width: 100%; font: 11px system-ui, sans-serif }
details { margin: .5rem 0 } .bad { color: #c53030 }`;

/** The whole proof as one page that needs nothing else. */
export function reportHtml(title: string, groups: readonly TrialGroup[]): string {
  const sections = groups.map((group) => {
    const text = escapeXml(reportText([summarize(group)]));
    const trials = group.trials.map((trial, index) => {
      const failures = trialFailures(trial);
      const open = failures.length > 0 || index === 0 ? " open" : "";
      const why = failures.map((failure) => `<p class="bad">${escapeXml(failure)}</p>`).join("");
      return `<details${open}><summary>trial ${index + 1}</summary>${why}${timelineSvg(trial.timeline)}</details>`;
    });
    return `<h2>${escapeXml(group.fault)}, ${group.mode}</h2><pre>${text}</pre>${trials.join("")}`;
  });
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title><style>${STYLE}</style>
<h1>${escapeXml(title)}</h1>
${sections.join("\n")}
</html>
`;
}
