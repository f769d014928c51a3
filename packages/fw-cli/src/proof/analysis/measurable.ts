import type { Stall, TesterReport } from "../traffic/tester/protocol.ts";

/** What decides whether the times of a trial are the pair's, or those of a busy host. */
export interface Conditions {
  /** Longest time that a tester of datagrams did not run, around the fault, in milliseconds. */
  readonly pacedStallMs: number;
  /** The same of the testers of connections. */
  readonly bulkStallMs: number;
  /** Longest time without a datagram before the fault: what the testers see when nothing happens. */
  readonly floorMs: number;
}

/** What of the testers' own slowness is borne, in milliseconds. */
export interface Limits {
  readonly pacedMs: number;
  readonly bulkMs: number;
}

/** Beyond these a stall is as long as what is measured. Slow adverts make slow failovers. */
export function limitsFor(advertIntervalMs: number): Limits {
  return {
    pacedMs: Math.max(25, advertIntervalMs / 2),
    bulkMs: Math.max(60, advertIntervalMs / 2),
  };
}

/** The longest stall of any tester that overlaps the window. */
export function longestStall(reports: readonly TesterReport[], from: number, to: number): number {
  const overlaps = ({ at, ms }: Stall): boolean => at < to && at + ms > from;
  const own = reports.flatMap(({ stalls }) => stalls.filter(overlaps).map(({ ms }) => ms));
  return Math.max(0, ...own);
}

/** Why the times of a trial are not the pair's; undefined when they are. */
export function whyNotMeasurable(found: Conditions, limits: Limits): string | undefined {
  const { pacedStallMs, bulkStallMs, floorMs } = found;
  const busy = (what: string, ms: number, most: number): string | undefined =>
    ms > most ? `${what} for ${ms.toFixed(0)} ms (at most ${most}): the host is busy` : undefined;
  return (
    busy("a tester of datagrams did not run", pacedStallMs, limits.pacedMs) ??
    busy("a tester of connections did not run", bulkStallMs, limits.bulkMs) ??
    busy("nothing arrived before the fault", floorMs, limits.pacedMs)
  );
}
