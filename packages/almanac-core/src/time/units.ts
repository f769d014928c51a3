/** Milliseconds of a second, a minute, an hour and a day. */
export const SECOND = 1000;
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** Seconds of an hour and a day: offsets and ΔT are in seconds. */
export const SECONDS_PER_HOUR = 3600;
export const SECONDS_PER_DAY = 86_400;
