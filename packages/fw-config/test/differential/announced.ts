import type { Evaluation } from "../../src/policy/evaluation.ts";
import type { Asked, Begun, FollowUp } from "./follow-up.ts";
import { amanda } from "./talks/amanda.ts";
import { ftp } from "./talks/ftp.ts";
import { call, ras } from "./talks/h323.ts";
import { irc } from "./talks/irc.ts";
import { netbios } from "./talks/netbios.ts";
import { pptp } from "./talks/pptp.ts";
import { sip } from "./talks/sip.ts";
import { Talk } from "./talks/talk.ts";
import { tftp } from "./talks/tftp.ts";

/** What the two ends say that the kernel's helper reads. */
const talks: Readonly<Record<string, (talk: Talk) => readonly FollowUp[]>> = {
  ftp,
  tftp,
  sip,
  irc,
  pptp,
  amanda,
  "Q.931": call,
  RAS: ras,
  "netbios-ns": netbios,
};

/** The helper that the ruleset gives to a connection. */
export function helperOf({ path }: Evaluation): string | undefined {
  return path
    .filter(({ chain }) => chain === "helpers")
    .flatMap(({ text }) => /ct helper set "([\w.-]+)-\w+"/.exec(text)?.[1] ?? [])[0];
}

/** Conversations that a helper reads, and the connections that they announce. */
export function announced(begun: Begun, asked: Asked): readonly FollowUp[] {
  const helper = helperOf(begun.evaluation);
  if (helper === undefined) return [];
  return talks[helper]?.(new Talk(helper, begun, asked)) ?? [];
}
