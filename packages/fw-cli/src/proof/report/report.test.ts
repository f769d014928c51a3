import { expect, test } from "vitest";

import { summarize } from "../analysis/summary.ts";
import type { TrialResult } from "../trial-result.ts";
import { scale } from "./axis.ts";
import { reportHtml } from "./html.ts";
import { reportText } from "./text.ts";
import { timelineSvg } from "./timeline-svg.ts";

const good: TrialResult = {
  classes: [
    { name: "client-push", flows: 2, survivors: 2, longestGapMs: 61.4, dead: [] },
    { name: "udp-up", flows: 1, survivors: 1, longestGapMs: 30, lossMs: 29, dead: [] },
  ],
  resets: [],
  foreignResets: 0,
  ownership: [{ vip: "192.0.2.1", twoMs: 0, noneMs: 22 }],
  admissionMs: 40,
  deniedButOpen: 0,
  entries: [
    { node: "fw-1", before: 210 },
    { node: "fw-2", before: 209, after: 230 },
  ],
  dropped: [{ node: "fw-1" }, { node: "fw-2", packets: { invalid: 3, notSyn: 1, toVip: 0 } }],
  conditions: { pacedStallMs: 6, bulkStallMs: 9, floorMs: 7 },
  timeline: {
    from: -100,
    to: 300,
    settled: 200,
    tenures: [{ node: "fw-1", vip: "192.0.2.1", from: -100, to: 0 }],
    roles: [{ node: "fw-1", role: "primary", from: -90, to: 1 }],
    resets: [12],
    steps: [{ at: 0, step: { do: "power", node: "<b>", action: "off" } }],
    arrivals: [{ name: "udp-up", at: [-10, 0, 30] }],
  },
};
const bad: TrialResult = {
  ...good,
  classes: [
    {
      name: "client-push",
      flows: 2,
      survivors: 1,
      dead: [{ id: "client-push/1", why: "ended: ECONNRESET" }],
    },
  ],
  resets: [{ at: 12, from: "192.0.2.1.7000", byFirewall: true }],
};

test("the text gives survivors, spreads and the verdict", () => {
  const text = reportText([summarize({ mode: "snat", fault: "power-off", trials: [good, good] })]);
  expect(text).toContain("power-off, snat, 2 trials: every flow lived");
  expect(text).toMatch(/client-push +4\/4 +61\/61\/61\/61/);
  expect(text).toMatch(/udp-up .*29\/29\/29\/29/);
  expect(text).toContain("packets dropped without a state: 4/4/4/4");
  expect(text).toContain("connection table: 210/210/210/210 entries before, 230/230/230/230 after");
});

test("a trial on a busy host is neither a pass nor a loss", () => {
  const busy: TrialResult = { ...good, notMeasurable: "the host is busy" };
  const summary = summarize({ mode: "snat", fault: "power-off", trials: [good, busy] });
  expect(summary.measured).toBe(1);
  expect(summary.classes[1]?.lossMs?.count).toBe(1);
  expect(summary.failures).toEqual(["trial 2: not measurable: the host is busy"]);
  expect(reportText([summary])).toContain("NOT MEASURED");
});

test("a connection that was reset is dead on a busy host, too", () => {
  const summary = summarize({
    mode: "snat",
    fault: "power-off",
    trials: [{ ...bad, notMeasurable: "the host is busy" }],
  });
  expect(summary.failures.join()).toContain("ECONNRESET");
  expect(reportText([summary])).toContain("FAILED");
});

test("a primary that did not change when it must have fails a trial in which all lived", () => {
  const summary = summarize({
    mode: "snat",
    fault: "power-off",
    trials: [{ ...good, surprise: "the primary did not change" }],
  });
  expect(summary.failures).toEqual(["trial 1: the primary did not change"]);
});

test("one dead flow fails the group and is named with its reason", () => {
  const summary = summarize({ mode: "snat", fault: "power-off", trials: [good, bad] });
  expect(summary.failures.join("\n")).toContain(
    "trial 2: 1 of 2 client-push flows died (client-push/1: ended: ECONNRESET)",
  );
  expect(summary.failures.join("\n")).toContain("1 TCP resets by a firewall, as 192.0.2.1.7000");
  expect(reportText([summary])).toContain("FAILED");
});

test("no admission after the fault is a failure", () => {
  const { admissionMs: _, ...silent } = good;
  expect(summarize({ mode: "snat", fault: "x", trials: [silent] }).failures).toHaveLength(1);
});

test("a step is drawn where it took effect, behind the time that its command took", () => {
  const [step] = good.timeline.steps;
  const plotOf = (effectAt: number): string => {
    const timeline = { ...good.timeline, steps: step ? [{ ...step, effectAt }] : [] };
    return timelineSvg(timeline, { from: -100, to: 300 });
  };
  const x = (ms: number): string => scale(-100, 300, 175, 990)(ms).toFixed(1);
  expect(plotOf(90)).toContain(`<line class="step" x1="${x(90)}"`);
  expect(plotOf(90)).toContain(`<rect class="command" x="${x(0)}"`);
  expect(plotOf(0)).toContain(`<line class="step" x1="${x(0)}"`);
  expect(plotOf(0)).not.toContain("command");
});

test("the page needs nothing else and escapes what it shows", () => {
  const html = reportHtml("Proof <1>", [{ mode: "snat", fault: "power-off", trials: [good] }]);
  expect(html).toContain("Proof &lt;1&gt;");
  expect(html).toContain("power &lt;b&gt; off");
  expect(html).toContain("<svg");
  expect(html).not.toMatch(/src=|href=|@import/);
});
