import type { FollowUp } from "../follow-up.ts";
import type { NumberedPacket } from "../random-packet.ts";
import { addressBytes } from "./address-bytes.ts";
import type { Talk } from "./talk.ts";

function bytes(...parts: readonly (number | readonly number[])[]): readonly number[] {
  return parts.flat();
}

function text(all: readonly number[]): string {
  return String.fromCharCode(...all);
}

const zeros = (length: number): readonly number[] => Array.from({ length }, () => 0);

function word(value: number): readonly number[] {
  return [value >> 8, value & 255];
}

/** `{itu-t recommendation h 2250 version 4}` */
const protocolIdentifier: readonly number[] = [6, 0x00, 0x08, 0x91, 0x4a, 0x00, 0x04];

/** TransportAddress of H.225.0: three bits say which kind of address, behind the given ones. */
function transportAddress(address: string, port: number, bitsBefore: number): readonly number[] {
  const kind = address.includes(":") ? 3 : 0;
  return [kind << (5 - bitsBefore), ...addressBytes(address), ...word(port)];
}

/** Q.931 in TPKT (RFC 1006), with H323-UserInformation in packed encoding (X.691, aligned). */
function q931(type: number, information: readonly number[]): string {
  const user = [5, ...information];
  const body = bytes([8, 2, 0, 1, type, 0x7e], word(user.length), user);
  return text(bytes([3, 0], word(body.length + 4), body));
}

/** The caller says where it waits for H.245. */
function setup(address: string, port: number): string {
  const conference = zeros(16);
  const optionalH245Address = [0x00, 0x40];
  const sourceInfoAndActiveMc = [0, 0];
  const goalAndType = [0];
  return q931(
    5,
    bytes(
      optionalH245Address,
      protocolIdentifier,
      transportAddress(address, port, 1),
      sourceInfoAndActiveMc,
      conference,
      goalAndType,
    ),
  );
}

/** The callee says where it does. */
function callProceeding(address: string, port: number): string {
  const optionalH245Address = [0x01, 0x40];
  // It takes nine bits, the last of them in the byte where the address begins.
  const destinationInfo = [0];
  const end = transportAddress(address, port, 2);
  return q931(2, bytes(optionalH245Address, protocolIdentifier, destinationInfo, end));
}

/** A call: each end says where it waits for the other's H.245. */
export function call(talk: Talk): readonly FollowUp[] {
  const { first, reply } = talk.begun;
  const ports = { client: 50_000 + first.id, server: 55_000 + first.id };
  return [
    talk.fromClient(setup(first.source, ports.client)),
    talk.towardsClient({ sourcePort: 40_000, destinationPort: ports.client }),
    talk.fromServer(callProceeding(reply.source, ports.server)),
    talk.towardsServer({ sourcePort: 40_000, destinationPort: ports.server }),
  ];
}

/** Where a terminal waits for calls. */
function callsOf({ id }: NumberedPacket): number {
  return 17_000 + id;
}

/** A terminal registers at a gatekeeper. */
export function registration(first: NumberedPacket): string {
  const choiceAndOptions = [0x0c, 0x00];
  const sequenceNumber = word(0);
  const discoveryComplete = [0];
  const one = [1];
  const typeAndVendor = bytes([0, 0], [0xb5, 0], word(0));
  const callSignalAddress = transportAddress(first.source, callsOf(first), 1);
  const rasAddress = transportAddress(first.source, first.sourcePort, 1);
  return text(
    bytes(
      choiceAndOptions,
      sequenceNumber,
      protocolIdentifier,
      discoveryComplete,
      one,
      callSignalAddress,
      one,
      rasAddress,
      typeAndVendor,
    ),
  );
}

/** The gatekeeper calls the terminal. */
export function ras(talk: Talk): readonly FollowUp[] {
  const { first } = talk.begun;
  if (first.text === undefined) return [];
  return [talk.towardsClient({ sourcePort: 40_000, destinationPort: callsOf(first) })];
}
