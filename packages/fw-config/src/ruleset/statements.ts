import type { ChainRule, Match, Statement } from "./types.ts";

export const counter: Statement = { do: "counter" };
export const accept: Statement = { do: "accept" };
const drop: Statement = { do: "drop" };

/** Counts a packet and lets it through. */
export const countAndAccept: readonly Statement[] = [counter, accept];

/** Counts a packet and drops it. */
export const countAndDrop: readonly Statement[] = [counter, drop];

/** A rate-limited log line. The prefix is a plain word of ours. */
export function log(prefix: string, perSecond: number = 5): Statement {
  return { do: "log", prefix: `fw ${prefix}: `, perSecond };
}

/** A rule that lets through what it matches. */
export function accepting(...matches: readonly Match[]): ChainRule {
  return { matches, statements: countAndAccept };
}

/** A rule that drops what it matches. */
export function dropping(...matches: readonly Match[]): ChainRule {
  return { matches, statements: countAndDrop };
}

/** The end of a chain: log, count, drop. */
export function dropAndLog(where: string): readonly ChainRule[] {
  return [{ matches: [], statements: [log(`drop ${where}`)] }, dropping()];
}
