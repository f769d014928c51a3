import type { FollowUp } from "../follow-up.ts";
import { markLength, type Talk } from "./talk.ts";

/** PORT of RFC 959 and EPRT of RFC 2428. */
function announcementOf(address: string, port: number): string {
  if (address.includes(":")) return `EPRT |2|${address}|${port}|\r\n`;
  return `PORT ${address.replaceAll(".", ",")},${port >> 8},${port & 255}\r\n`;
}

/** The answers to PASV and EPSV. */
function passiveOf(address: string, port: number): string {
  if (address.includes(":")) return `229 Entering Extended Passive Mode (|||${port}|)\r\n`;
  return `227 Entering Passive Mode (${address.replaceAll(".", ",")},${port >> 8},${port & 255}).\r\n`;
}

/** The helper reads a line behind one that it has seen the end of. */
export function ftp(talk: Talk): readonly FollowUp[] {
  const { first, reply } = talk.begun;
  const ports = { active: 50_000 + first.id, passive: 55_000 + first.id };
  return [
    talk.fromClient(""),
    talk.fromClient(announcementOf(first.source, ports.active), markLength),
    talk.towardsClient({ sourcePort: 20, destinationPort: ports.active }),
    talk.fromServer(""),
    talk.fromServer(passiveOf(reply.source, ports.passive), markLength),
    talk.towardsServer({ sourcePort: 45_000 + first.id, destinationPort: ports.passive }),
  ];
}
