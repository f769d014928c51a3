import type { Place } from "./routing.ts";

/** Where packets of one direction come from and go to. */
export interface Ends {
  readonly source: Place;
  readonly destination: Place;
}

/** A connection that announces others, as the kernel keeps it. */
export interface Announcement {
  /** The helper that reads it; undefined: nothing is announced. */
  readonly helper: string | undefined;
  /** The client, and what it asked. */
  readonly original: Ends;
  /** What answers, and where its answers go: with a translation not the same two. */
  readonly reply: Ends;
}

/** Helpers that the kernel has for IPv4 only: a rule gives them to no connection of IPv6. */
const onlyIpv4: ReadonlySet<string> = new Set(["irc", "pptp", "netbios-ns"]);

/** A connection between these ends, with the helper that a rule gave it. */
export function announcementOf(
  original: Ends,
  reply: Ends,
  assigned: string | undefined,
): Announcement {
  const { family } = original.source;
  const isRead = assigned !== undefined && (family === 4 || !onlyIpv4.has(assigned));
  return { helper: isRead ? assigned : undefined, original, reply };
}

/** Helpers that read IPv6 and announce without a word to the translation (nf_nat_h323 is IPv4's). */
const notTranslatedInIpv6: ReadonlySet<string> = new Set(["RAS", "Q.931", "H.245"]);

function isTranslated({ original, reply, helper = "" }: Announcement): boolean {
  if (original.source.family === 6 && notTranslatedInIpv6.has(helper)) return false;
  return (
    original.source.text !== reply.destination.text ||
    original.destination.text !== reply.source.text
  );
}

/** Whether it goes to the server; undefined: to neither end. */
function goesToServer(
  { original, reply }: Announcement,
  destination: Place,
  inInterface: string,
): boolean | undefined {
  const asClientAsks = destination.text === original.destination.text;
  const asServerAnswers = destination.text === reply.destination.text;
  // With a client behind the very address that it asks, the side tells them apart.
  if (asClientAsks && asServerAnswers) return inInterface === original.source.interface;
  return asClientAsks || asServerAnswers ? asClientAsks : undefined;
}

/**
 * The ends of an announced connection behind the translation of the one that announced it. It goes
 * to the end that it is meant for, and comes from where that end sends to, whoever opens it
 * (`nf_nat_follow_master`). Undefined: the kernel has no word in it, and the rules decide.
 */
export function followedEnds(
  master: Announcement,
  destination: Place,
  inInterface: string,
): Ends | undefined {
  if (!isTranslated(master)) return undefined;
  const { original, reply } = master;
  const toServer = goesToServer(master, destination, inInterface);
  if (toServer === undefined) return undefined;
  return toServer
    ? { source: reply.destination, destination: reply.source }
    : { source: original.destination, destination: original.source };
}
