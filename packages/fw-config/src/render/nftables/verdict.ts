import type { Action } from "../../model/types.ts";

/** A rate-limited log line. The prefix is a plain word of ours. */
export function logStatement(prefix: string, perSecond: number = 5): string {
  return `limit rate ${perSecond}/second burst ${perSecond * 2} packets log prefix "fw ${prefix}: "`;
}

/** The end of a chain: log, count, drop. */
export function dropAndLog(where: string): readonly string[] {
  return [logStatement(`drop ${where}`), "counter drop"];
}

/** An action as nft statements, by what the rule matches. A TCP sender understands only a reset. */
export function actionStatements(action: Action, expression: string): readonly string[] {
  if (action !== "reject") return [action];
  if (expression.includes("tcp dport")) return ["reject with tcp reset"];
  const prohibited = "reject with icmpx type admin-prohibited";
  return /dport|l4proto|icmp/.test(expression)
    ? [prohibited]
    : ["meta l4proto tcp reject with tcp reset", prohibited];
}
