import type { FlowRecord, TesterReport } from "../traffic/tester/protocol.ts";
import { longestGap } from "./gaps.ts";

/** The kinds of flows that a proof holds. */
export const flowClasses = [
  "client-push",
  "server-push",
  "idle",
  "forwarded",
  "own-source",
  "exempt",
  "moved-ports",
  "hairpin",
  "one-to-one",
  "late",
  "udp-up",
  "udp-down",
  "ping",
] as const;

/** See {@link flowClasses}. */
export type FlowClass = (typeof flowClasses)[number];

/** What became of the flows of one class. */
export interface ClassOutcome {
  readonly name: FlowClass | "ftp-data" | "ftp-active";
  readonly flows: number;
  readonly survivors: number;
  /** Longest time without an arrival on any flow, around or after the fault; absent where nothing flows steadily. */
  readonly longestGapMs?: number;
  /** Lost datagrams times their interval (RFC 6412: loss-derived time). */
  readonly lossMs?: number;
  readonly dead: readonly { readonly id: string; readonly why: string }[];
}

/** How long before the senders' stop a stream must still be heard. */
const AT_THE_END_MS = 500;

/** Both ends of one flow. */
interface Flow {
  readonly id: string;
  readonly ends: readonly FlowRecord[];
}

/**
 * Judges the TCP, UDP and ping flows of both testers. A TCP flow lives when
 * neither end saw its end and everything sent arrived, in order. A datagram
 * stream lives when datagrams still arrive at the end.
 *
 * @param since when the fault was given
 * @param until when the senders stopped
 * @param settled when the fault's effects were over: gaps that start later are not attributed to it
 * @param intervals milliseconds between two messages of a class
 */
export function judgeFlows(
  reports: readonly TesterReport[],
  since: number,
  until: number,
  intervals: Readonly<Partial<Record<FlowClass, number>>>,
  settled: number = until,
): readonly ClassOutcome[] {
  const flows = pair(reports.flatMap((report) => report.flows));
  return flowClasses
    .map((name) => ({ name, own: flows.filter(({ id }) => id.split("/")[0] === name) }))
    .filter(({ own }) => own.length > 0)
    .map(({ name, own }) =>
      name.startsWith("udp") || name === "ping"
        ? judgeDatagrams(name, own, { since, until, settled }, intervals[name] ?? 1)
        : judgeConnections(name, own, { since, until, settled }),
    );
}

function pair(records: readonly FlowRecord[]): readonly Flow[] {
  const byId = new Map<string, FlowRecord[]>();
  for (const record of records) byId.set(record.id, [...(byId.get(record.id) ?? []), record]);
  return Array.from(byId, ([id, ends]) => ({ id, ends }));
}

/** The parts of a trial, as instants. */
interface Window {
  readonly since: number;
  readonly until: number;
  readonly settled: number;
}

/** The longest time without an arrival at any end of some flows. */
function longestGapOf(flows: readonly Flow[], { since, settled }: Window): number {
  const ends = flows.flatMap((flow) => flow.ends);
  return Math.max(0, ...ends.map(({ arrivals }) => longestGap(arrivals, since, settled)));
}

function judgeConnections(name: FlowClass, flows: readonly Flow[], window: Window): ClassOutcome {
  const verdicts = flows.map(({ id, ends }) => ({ id, why: whyDead(ends) }));
  const dead = verdicts.flatMap(({ id, why }) => (why === undefined ? [] : [{ id, why }]));
  return {
    name,
    flows: flows.length,
    survivors: flows.length - dead.length,
    ...(name !== "idle" && { longestGapMs: longestGapOf(flows, window) }),
    dead,
  };
}

function whyDead([one, other]: readonly FlowRecord[]): string | undefined {
  if (one === undefined || other === undefined) return "the other end never saw it";
  const ended = one.ended ?? other.ended;
  if (ended !== undefined) return `ended: ${ended.why}`;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    if (to.mistakes > 0) return `${to.mistakes} messages out of order`;
    const missing = from.sent - to.arrivals.length;
    if (missing !== 0) return `hung: ${missing} of ${from.sent} messages did not arrive`;
  }
  return one.sent + other.sent === 0 ? "nothing was ever sent on it" : undefined;
}

/** With the steps' instants it says which of them the stream did not outlive. */
function silentSince(ends: Flow["ends"], since: number): string {
  const last = Math.max(...ends.map(({ arrivals }) => arrivals.at(-1) ?? -Infinity));
  if (last === -Infinity) return "nothing ever arrived";
  const [ms, when] = [Math.abs(last - since).toFixed(0), last < since ? "before" : "after"];
  return `nothing arrived any more at the end; the last came ${ms} ms ${when} the first fault`;
}

function judgeDatagrams(
  name: FlowClass,
  flows: readonly Flow[],
  window: Window,
  intervalMs: number,
): ClassOutcome {
  const { since, until } = window;
  const dead = flows
    .filter(
      ({ ends }) =>
        !ends.some(({ arrivals }) =>
          arrivals.some((at) => at > Math.max(since, until - AT_THE_END_MS)),
        ),
    )
    .map(({ id, ends }) => ({ id, why: silentSince(ends, since) }));
  const lost = flows.map(({ ends }) => {
    const sent = Math.max(...ends.map((end) => end.sent));
    return sent - Math.max(...ends.map(({ arrivals }) => arrivals.length));
  });
  return {
    name,
    flows: flows.length,
    survivors: flows.length - dead.length,
    longestGapMs: longestGapOf(flows, window),
    lossMs: Math.max(0, ...lost) * intervalMs,
    dead,
  };
}
