import type { ClassOutcome } from "./analysis/flow-classes.ts";
import { longestGap } from "./analysis/gaps.ts";
import type { TesterReport } from "./tester/protocol.ts";
import type { TrialResult } from "./trial-result.ts";

/** Whether the expected connection of FTP, announced before the fault, carried its listing after it. */
export function ftpOutcome(reports: readonly TesterReport[]): readonly ClassOutcome[] {
  const ftp = reports.find((report) => report.ftp !== undefined)?.ftp;
  if (ftp === undefined) return [];
  const dead = ftp.listed
    ? []
    : [{ id: "ftp-data/0", why: ftp.why ?? "the listing did not arrive" }];
  return [{ name: "ftp-data", flows: 1, survivors: 1 - dead.length, dead }];
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
