import type { ClassOutcome } from "./analysis/flow-classes.ts";
import { longestGap } from "./analysis/gaps.ts";
import type { TesterReport } from "./tester/protocol.ts";
import type { TrialResult } from "./trial-result.ts";

/**
 * Whether the expected connections of FTP, announced before the fault, carried their listings
 * after it: to the server, and to the client behind the virtual address.
 */
export function ftpOutcome(reports: readonly TesterReport[]): readonly ClassOutcome[] {
  const sessions = reports.flatMap(({ ftp }) => ftp ?? []);
  if (sessions.length === 0) return [];
  const dead = sessions.flatMap(({ host, listed, why }) =>
    listed ? [] : [{ id: `ftp-data/${host}`, why: why ?? "the listing did not arrive" }],
  );
  const [flows, survivors] = [sessions.length, sessions.length - dead.length];
  return [{ name: "ftp-data", flows, survivors, dead }];
}

/** How long before the senders' stop a connection must still have been admitted. */
const STILL_MS = 500;

/** How new connections fared between the fault and the senders' stop. */
export function admissionOf(
  reports: readonly TesterReport[],
  since: number,
  until: number,
): Pick<TrialResult, "admissionMs" | "deniedButOpen"> {
  const found = reports.find((report) => report.admission !== undefined)?.admission;
  const { opened = [], deniedButOpen = 0 } = found ?? {};
  const goesOn = opened.some((at) => at > Math.max(since, until - STILL_MS));
  return { ...(goesOn && { admissionMs: longestGap(opened, since) }), deniedButOpen };
}
