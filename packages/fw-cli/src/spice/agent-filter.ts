import { each, type Reader, whole } from "./piecewise.ts";
import { ProtocolError } from "./protocol-error.ts";
import { agentMessage, type Direction, forbiddenMessages, type Sharing } from "./sharing.ts";

/** Follows the messages between a viewer and the guest's agent in one direction. */
export interface AgentFilter {
  /** Reads the payload of one frame: a message, or a part of one. */
  frame(bytes: number): Reader;
  /** The agent has gone: what it had begun to say does not go on. */
  reset(): void;
}

/** `VDAgentMessage`: u32 protocol, u32 type, u64 opaque, u32 size (spice-protocol, `spice/vd_agent.h`). */
const HEADER_BYTES = 20;
const TYPE_AT = 4;
const OPAQUE_AT = 8;
const OPAQUE_END = 16;
const SIZE_AT = 16;

/** Behind the u32 that asks for an answer follow the capabilities' words. */
const CAPABILITIES_AT = 4;
/** A peer may tell later grabs from earlier ones by numbers; blanked ones would leave gaps. */
const GRAB_SERIAL = 17;
/** The guest takes no files; the viewer then says so. */
const NO_FILES = 13;

type Edit = (piece: Buffer, at: number) => void;

/**
 * A message that must not pass keeps its length, so that both sides still agree on how much was
 * sent, but gets a type that means nothing and a payload of zeros.
 */
export function agentFilter(sharing: Sharing, direction: Direction): AgentFilter {
  const forbidden = forbiddenMessages(sharing, direction);
  const announced = announcement(sharing, direction);
  let left = 0;
  let at = 0;
  let edit: Edit = keep;

  const begin = (header: Buffer): void => {
    left = header.readUInt32LE(SIZE_AT);
    at = 0;
    const type = header.readUInt32LE(TYPE_AT);
    edit = type === agentMessage.announceCapabilities ? announced : keep;
    if (!forbidden.has(type)) return;
    header.writeUInt32LE(agentMessage.none, TYPE_AT);
    header.fill(0, OPAQUE_AT, OPAQUE_END);
    edit = blank;
  };

  return {
    *frame(bytes) {
      let payload = bytes;
      if (left === 0) {
        // spice-server takes no other frames either.
        if (bytes < HEADER_BYTES) throw new ProtocolError("an agent's message without its header");
        begin(yield* whole(HEADER_BYTES));
        payload -= HEADER_BYTES;
      }
      if (payload > left) throw new ProtocolError("an agent's message beyond its size");
      left -= payload;
      yield* each(payload, (piece) => {
        edit(piece, at);
        at += piece.length;
      });
    },
    reset() {
      left = 0;
    },
  };
}

function keep(): void {}

function blank(piece: Buffer): void {
  piece.fill(0);
}

/** Neither side may rely on what does not work when messages are blanked. */
function announcement({ clipboard, fileTransfer }: Sharing, direction: Direction): Edit {
  const noSerials = clipboard !== "both";
  const noFiles = !fileTransfer && direction === "to-host";
  return (piece, at) => {
    if (noSerials) changeBit(piece, at, GRAB_SERIAL, false);
    if (noFiles) changeBit(piece, at, NO_FILES, true);
  };
}

function changeBit(piece: Buffer, at: number, bit: number, value: boolean): void {
  const index = CAPABILITIES_AT + (bit >>> 3) - at;
  const byte = piece[index];
  if (byte === undefined) return;
  const mask = 1 << (bit & 7);
  piece[index] = value ? byte | mask : byte & ~mask;
}
