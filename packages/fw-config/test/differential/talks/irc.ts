import type { FollowUp } from "../follow-up.ts";
import type { Talk } from "./talk.ts";

function asNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A client offers a file, which anybody may fetch from it: the server does not come in between. */
export function irc(talk: Talk): readonly FollowUp[] {
  const { first, reply } = talk.begun;
  const port = 50_000 + first.id;
  const offer = `PRIVMSG friend :\u0001DCC SEND file ${asNumber(first.source)} ${port} 9\u0001\r\n`;
  const friend = reply.source.replace(/\d+$/, "77");
  return [
    talk.fromClient(offer),
    talk.towardsClient({ source: friend, sourcePort: 40_000, destinationPort: port }),
  ];
}
