import { measureJitter } from "../jitter.ts";
import { type DoctorOptions, type Finding, findings } from "./finding.ts";

const SECONDS = 2;

/** How late this host wakes processes, and which advert interval it can bear therefore. */
export async function checkJitter({ signal }: DoctorOptions): Promise<Finding> {
  return judgeJitter(await measureJitter(SECONDS, signal));
}

/**
 * The shortest advert interval that a host of that jitter bears: a backup takes over when the
 * adverts are more than two intervals late, and the jitter of some seconds is not the worst there is.
 *
 * @returns milliseconds, a multiple of 10 from 10 on (VRRPv3 counts in centiseconds, RFC 9568)
 */
export function bearableInterval(jitterMs: number): number {
  return Math.max(10, 10 * Math.ceil(jitterMs / 10));
}

/** Profiles with the shortest intervals take 10 and 20 ms; a longer one is no fault of the host. */
export function judgeJitter(jitterMs: number): Finding {
  const { ok, warn } = findings("jitter", "Scheduling");
  const interval = bearableInterval(jitterMs);
  const detail = `wakes a process up to ${jitterMs.toFixed(1)} ms late in ${SECONDS} s: bears adverts every ${interval} ms`;
  if (interval <= 20) return ok(detail);
  return warn(
    detail,
    `where nodes are namespaces, set ha.vrrp.advertIntervalMs to ${interval} or more, or try again when the host is idle; real-time priority helps keepalived, and fw explain timing --measure 60 looks longer`,
  );
}
