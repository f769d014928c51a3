import type { FollowUp } from "../follow-up.ts";
import type { NumberedPacket } from "../random-packet.ts";
import type { Talk } from "./talk.ts";

/** What each side offers to receive (RFC 4566): RTP at the port, and RTCP at the next. */
function sdp(own: string, port: number): string {
  const family = own.includes(":") ? "IP6" : "IP4";
  const lines = [
    "v=0",
    `o=phone 1 1 IN ${family} ${own}`,
    "s=-",
    `c=IN ${family} ${own}`,
    "t=0 0",
    `m=audio ${port} RTP/AVP 0`,
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}

function inUrl(address: string): string {
  return address.includes(":") ? `[${address}]` : address;
}

/** A client's request and its answer repeat who sent it and from where. */
function message(
  head: string,
  { source, sourcePort, protocol }: NumberedPacket,
  body: string,
): string {
  const own = inUrl(source);
  return [
    head,
    `Via: SIP/2.0/${protocol === 17 ? "UDP" : "TCP"} ${own}:${sourcePort};branch=z9hG4bK1`,
    `From: <sip:phone@${own}>;tag=1`,
    "To: <sip:box@example.net>",
    `Call-ID: call@${own}`,
    "CSeq: 1 INVITE",
    "Content-Type: application/sdp",
    `Content-Length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

/** Where a client's voice is heard. */
function voiceOf({ id }: NumberedPacket): number {
  return 40_000 + id * 2;
}

/** A client calls (RFC 3261). */
export function invite(first: NumberedPacket): string {
  const head = `INVITE sip:box@${inUrl(first.destination)} SIP/2.0`;
  return message(head, first, sdp(first.source, voiceOf(first)));
}

/** The server sends to what the client offers, and the client to what the server answers. */
export function sip(talk: Talk): readonly FollowUp[] {
  const { first, reply } = talk.begun;
  const isUdp = first.protocol === 17;
  if (isUdp && first.text === undefined) return [];
  const [asked, answered] = [voiceOf(first), 50_000 + first.id * 2];
  return [
    ...(isUdp ? [] : [talk.fromClient(invite(first))]),
    talk.towardsClient({ protocol: 17, sourcePort: 30_000, destinationPort: asked }),
    talk.towardsClient({ protocol: 17, sourcePort: 30_001, destinationPort: asked + 1 }),
    talk.fromServer(message("SIP/2.0 200 OK", first, sdp(reply.source, answered))),
    talk.towardsServer({ protocol: 17, sourcePort: 42_000, destinationPort: answered }),
  ];
}
