import { deepFreeze } from "../values/freeze.ts";

/** Where the firewalls run; decides the timers that the configuration leaves open. */
export type TimingProfile = "hardware" | "kvm" | "tcg" | "netns" | "published";

/** Timers of a profile. */
export interface ProfileTimers {
  /** Time between two adverts in milliseconds. */
  readonly advertIntervalMs: number;
  /** Seconds that a starting keepalived waits, so that states arrive before it can be elected. */
  readonly startupDelaySeconds: number;
  /** Seconds that a link must be up before it counts: a bridge or switch forwards later than that. */
  readonly linkUpDelaySeconds: number;
  /** Real-time priority and locked memory for keepalived. */
  readonly realTime: boolean;
}

/**
 * Our choice from soak tests: an advert interval below the scheduling jitter of the host makes
 * the backup take over from a living primary. Under software emulation the jitter is largest.
 */
export const profileTimers: Readonly<Record<TimingProfile, ProfileTimers>> = deepFreeze({
  hardware: { advertIntervalMs: 20, startupDelaySeconds: 2, linkUpDelaySeconds: 3, realTime: true },
  kvm: { advertIntervalMs: 50, startupDelaySeconds: 2, linkUpDelaySeconds: 2, realTime: true },
  tcg: { advertIntervalMs: 200, startupDelaySeconds: 2, linkUpDelaySeconds: 3, realTime: true },
  netns: {
    advertIntervalMs: 10,
    startupDelaySeconds: 0.5,
    linkUpDelaySeconds: 1.5,
    realTime: true,
  },
  published: {
    advertIntervalMs: 3000,
    startupDelaySeconds: 0,
    linkUpDelaySeconds: 0,
    realTime: false,
  },
});
