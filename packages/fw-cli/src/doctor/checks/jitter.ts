import { bearableInterval, jitterText, measureJitter } from "../../host/jitter.ts";
import { type DoctorOptions, type Finding, findings } from "./finding.ts";

const SECONDS = 2;

/** How late this host wakes processes, and which advert interval it can bear therefore. */
export async function checkJitter({ signal }: DoctorOptions): Promise<Finding> {
  return judgeJitter(await measureJitter(SECONDS, signal));
}

/** Profiles with the shortest intervals take 10 and 20 ms; a longer one is no fault of the host. */
export function judgeJitter(jitterMs: number): Finding {
  const { ok, warn } = findings("jitter", "Scheduling");
  const interval = bearableInterval(jitterMs);
  const detail = jitterText(jitterMs, SECONDS);
  if (interval <= 20) return ok(detail);
  return warn(
    detail,
    `where nodes are namespaces, set ha.vrrp.advertIntervalMs to ${interval} or more, or try again when the host is idle; real-time priority helps keepalived, and fw explain timing --measure 60 looks longer`,
  );
}
