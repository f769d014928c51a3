import type { FollowUp } from "../follow-up.ts";
import type { Talk } from "./talk.ts";

/**
 * The kernel's helper expects answers of everybody to a broadcast that the machine itself has sent.
 * What another host answers to a question that was passed on is a connection of its own.
 */
export function netbios(talk: Talk): readonly FollowUp[] {
  const { reply } = talk.begun;
  const neighbour = reply.source.replace(/\w+$/, "77");
  return [
    talk.stranger({ ...reply, source: neighbour, sourcePort: 137, protocol: 17 }, "not announced"),
  ];
}
