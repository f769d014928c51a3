import type { ClassOutcome } from "./analysis/flow-classes.ts";
import { longestGap } from "./analysis/gaps.ts";
import type { TesterReport } from "./traffic/tester/protocol.ts";
import type { TrialResult } from "./trial-result.ts";

/** The classes of FTP's data connections, by who opens them. */
const ftpClasses = { passive: "ftp-data", active: "ftp-active" } as const;

/**
 * Whether the expected connections of FTP, announced before the fault, carried their listings
 * after it: from the server, and from the client behind the virtual address.
 */
export function ftpOutcome(reports: readonly TesterReport[]): readonly ClassOutcome[] {
  const sessions = reports.flatMap(({ ftp }) => ftp);
  return (["passive", "active"] as const).flatMap((transfer) => {
    const name = ftpClasses[transfer];
    const own = sessions.filter((session) => session.transfer === transfer);
    const dead = own.flatMap(({ host, listed, why }) =>
      listed ? [] : [{ id: `${name}/${host}`, why: why ?? "the listing did not arrive" }],
    );
    const [flows, survivors] = [own.length, own.length - dead.length];
    return flows === 0 ? [] : [{ name, flows, survivors, dead }];
  });
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
