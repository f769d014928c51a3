import { takeoverMs } from "fw-config";

import type { Lab } from "../lab/lab.ts";
import { judgeFlows } from "./analysis/flow-classes.ts";
import { longestGap } from "./analysis/gaps.ts";
import { limitsFor, longestStall, whyNotMeasurable } from "./analysis/measurable.ts";
import { ownership, type Tenure } from "./analysis/ownership.ts";
import { surprise } from "./analysis/takeover.ts";
import type { NodeTables } from "./monitors/node-tables.ts";
import type { Spot } from "./monitors/reset-watch.ts";
import type { RoleTenure } from "./monitors/role-watch.ts";
import type { TesterPair } from "./traffic/tester-pair.ts";
import type { TesterReport } from "./traffic/tester/protocol.ts";
import { usualPace } from "./traffic/trial-flows.ts";
import { admissionOf, ftpOutcome } from "./trial-extras.ts";
import type { TrialPlan } from "./trial-plan.ts";
import type { Timeline, TrialResult } from "./trial-result.ts";

/** All that was seen in a trial; instants are of the monotonic clock. */
export interface Sightings {
  readonly fault: number;
  /** When the last step was done. */
  readonly given: number;
  readonly sendingStopped: number;
  readonly end: number;
  readonly steps: Timeline["steps"];
  readonly reports: Awaited<ReturnType<TesterPair["reports"]>>;
  readonly resets: readonly Spot[];
  readonly tenures: readonly Tenure[];
  readonly roles: readonly RoleTenure[];
  readonly before: readonly NodeTables[];
  readonly after: readonly NodeTables[];
}

/** The testers must have run all through the takeover and what follows at once. */
const AROUND_MS = { before: 50, after: 300 };

/** What a trial came to. */
export function judge(lab: Lab, plan: TrialPlan, seen: Sightings): TrialResult {
  const { fault, sendingStopped, reports, tenures } = seen;
  const { ha } = lab.model;
  const { udpMs, pingMs } = plan.pace ?? usualPace;
  const all = [...reports.paced, ...reports.bulk];
  const settled = seen.given + takeoverMs(ha) + AROUND_MS.after;
  const conditions = {
    pacedStallMs: longestStall(reports.paced, fault - AROUND_MS.before, settled),
    bulkStallMs: longestStall(reports.bulk, fault - AROUND_MS.before, settled),
    floorMs: floor(reports.paced, fault),
  };
  const notMeasurable = whyNotMeasurable(conditions, limitsFor(ha.advertIntervalMs));
  const wrong = surprise(plan.takeover ?? "may", tenures, fault, sendingStopped);
  return {
    classes: [
      ...judgeFlows(
        all,
        fault,
        sendingStopped,
        { "udp-up": udpMs, "udp-down": udpMs, ping: pingMs },
        settled,
      ),
      ...ftpOutcome(all),
    ],
    resets: seen.resets
      .filter(({ byFirewall }) => byFirewall)
      .map((spot) => ({ ...spot, at: spot.at - fault })),
    foreignResets: seen.resets.filter(({ byFirewall }) => !byFirewall).length,
    ownership: ha.vips.map(({ address }) => ownership(tenures, address, fault, sendingStopped)),
    ...admissionOf(all, fault, sendingStopped),
    ...compareTables(seen),
    conditions,
    ...(notMeasurable !== undefined && { notMeasurable }),
    ...(wrong !== undefined && { surprise: wrong }),
    timeline: timelineOf(seen, all, plan.beforeMs, settled),
  };
}

const FLOOR_MS = 500;

function floor(reports: readonly TesterReport[], fault: number): number {
  const streams = reports
    .flatMap(({ flows }) => flows)
    .filter(({ id, arrivals }) => id.startsWith("udp") && arrivals.length > 0);
  const before = streams.map(({ arrivals }) => arrivals.filter((at) => at < fault));
  return Math.max(0, ...before.map((arrivals) => longestGap(arrivals, fault - FLOOR_MS)));
}

function compareTables({ before, after }: Sightings): Pick<TrialResult, "entries" | "dropped"> {
  const pairs = before.map((first, index) => ({ first, last: after[index] }));
  return {
    entries: pairs.map(({ first, last }) => ({
      node: first.node,
      ...(first.entries !== undefined && { before: first.entries }),
      ...(last?.entries !== undefined && { after: last.entries }),
    })),
    dropped: pairs.map(({ first, last }) => ({
      node: first.node,
      ...(first.dropped && last?.dropped && { packets: less(last.dropped, first.dropped) }),
    })),
  };
}

type Dropped = NonNullable<NodeTables["dropped"]>;

/** A node that was started again counts from zero. */
function less(last: Dropped, first: Dropped): Dropped {
  const rest = (key: keyof Dropped): number =>
    last[key] < first[key] ? last[key] : last[key] - first[key];
  return { invalid: rest("invalid"), notSyn: rest("notSyn"), toVip: rest("toVip") };
}

function timelineOf(
  { fault, end, tenures, roles, resets, steps }: Sightings,
  reports: readonly TesterReport[],
  beforeMs: number,
  settled: number,
): Timeline {
  const shifted = <T extends { readonly from: number; readonly to?: number }>(tenure: T): T => ({
    ...tenure,
    from: tenure.from - fault,
    ...(tenure.to !== undefined && { to: tenure.to - fault }),
  });
  return {
    from: -beforeMs,
    to: end - fault,
    settled: settled - fault,
    tenures: tenures.map(shifted),
    roles: roles.map(shifted),
    resets: resets.filter(({ byFirewall }) => byFirewall).map(({ at }) => at - fault),
    steps,
    arrivals: sampleArrivals(reports, fault),
  };
}

/** The flow of each class that says most. */
function sampleArrivals(reports: readonly TesterReport[], zero: number): Timeline["arrivals"] {
  const byClass = new Map<string, readonly number[]>();
  for (const { id, arrivals } of reports.flatMap(({ flows }) => flows)) {
    const [name = ""] = id.split("/");
    if (arrivals.length > (byClass.get(name)?.length ?? 0)) byClass.set(name, arrivals);
  }
  return Array.from(byClass, ([name, at]) => ({ name, at: at.map((time) => time - zero) }));
}
