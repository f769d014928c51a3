import { expectCount } from "../arguments/expect.ts";
import { expectModel } from "../model/expect-model.ts";
import type { Ha, Model } from "../model/types.ts";

/** A span of time in milliseconds. */
export interface Span {
  /** The shortest, in milliseconds. */
  readonly min: number;
  /** The longest, in milliseconds. */
  readonly max: number;
}

/** What a failover costs, computed from the model. Measure it with fw-cli. */
export interface FailoverBudget {
  /** Time between two adverts in milliseconds. */
  readonly advertIntervalMs: number;
  /** The backup's head start is smaller the lower its priority: RFC 9568, section 6.1. */
  readonly skewMs: number;
  /** From a crash at any moment between two adverts until the backup takes over. */
  readonly detectionMs: Span;
  /** From a graceful stop or the loss of a tracked link, which are announced: the skew alone. */
  readonly announcedMs: number;
  /** Interfaces that carry adverts. None can announce its own loss, which costs the detection. */
  readonly advertInterfaces: readonly string[];
  /** Interfaces whose loss is announced: tracked, and carrying no adverts of either family. */
  readonly announcedInterfaces: readonly string[];
  /** Until the known connections are in the kernel; 0 without an external cache. */
  readonly commitMs: number;
  /** Detection and commit. */
  readonly outageMs: Span;
  /** How long a TCP connection that was sending stands still. */
  readonly tcpStallMs: Span;
}

/** Committing one connection took 10 µs from 5,000 to 60,000 connections when measured. */
const commitPerConnectionMs: number = 0.01;

/** Linux retransmits after 200 ms at the earliest, and doubles the time after each attempt. */
const shortestRetransmissionMs: number = 200;

/** When the first retransmission behind an outage is sent, counted from the beginning of the outage. */
export function tcpStall(outageMs: number): number {
  expectCount("tcpStall: outageMs", outageMs);
  let sent = shortestRetransmissionMs;
  for (let wait = shortestRetransmissionMs * 2; sent < outageMs; wait *= 2) sent += wait;
  return sent;
}

/** VRRPv2, which the published configuration uses, counts the skew in seconds whatever the interval is. */
function skewUnitMs({ published, advertIntervalMs }: Ha): number {
  return published ? 1000 : advertIntervalMs;
}

function skew(ha: Ha, priority: number): number {
  return ((256 - priority) / 256) * skewUnitMs(ha);
}

/**
 * By when a backup of whatever priority has taken over from a primary that is silent, in
 * milliseconds: three intervals and a skew of at most one more (RFC 9568, section 6.1); in the
 * published configuration's VRRPv2 a skew of up to a second.
 */
export function takeoverMs(ha: Ha): number {
  return 3 * ha.advertIntervalMs + skewUnitMs(ha);
}

/**
 * A sync group moves when its last instance does, so that one silent instance keeps the others
 * waiting: measured with keepalived 2.2.7, also for an interface that another family tracks.
 */
function linksOf({ ha }: Model): Pick<FailoverBudget, "advertInterfaces" | "announcedInterfaces"> {
  const carriers = new Set(ha.instances.map((instance) => instance.interface));
  const tracked = new Set(ha.instances.flatMap((instance) => instance.tracked));
  return {
    advertInterfaces: [...carriers],
    announcedInterfaces: [...tracked].filter((name) => !carriers.has(name)),
  };
}

/**
 * The cost of a failover to the less preferred firewall.
 *
 * @param connections - how many connections are known when it happens
 */
export function failoverBudget(model: Model, connections: number = 0): FailoverBudget {
  expectModel("failoverBudget", model);
  expectCount("failoverBudget: connections", connections);
  const { advertIntervalMs, externalCache, members } = model.ha;
  const skewMs = skew(model.ha, Math.min(...members.map((member) => member.priority)));
  const commitMs = externalCache ? connections * commitPerConnectionMs : 0;
  // The last advert was sent just now or almost an interval ago; three missing ones are waited for.
  const detectionMs = { min: 2 * advertIntervalMs + skewMs, max: 3 * advertIntervalMs + skewMs };
  const outageMs = { min: detectionMs.min + commitMs, max: detectionMs.max + commitMs };
  return {
    advertIntervalMs,
    skewMs,
    detectionMs,
    announcedMs: skewMs,
    ...linksOf(model),
    commitMs,
    outageMs,
    tcpStallMs: { min: tcpStall(outageMs.min), max: tcpStall(outageMs.max) },
  };
}
