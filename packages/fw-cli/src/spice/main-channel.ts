import { agentFilter } from "./agent-filter.ts";
import { each, piecewise, type Reader, whole } from "./piecewise.ts";
import { ProtocolError } from "./protocol-error.ts";
import type { Direction, Sharing } from "./sharing.ts";

/** The mini header: u16 type, u32 size (spice-protocol, `SpiceMiniDataHeader`). */
const HEADER_BYTES = 6;

/** The main channel's messages that carry what the agent and the viewer say (`spice/enums.h`). */
const AGENT_DATA = { "to-guest": 107, "to-host": 109 } as const;
const AGENT_DISCONNECTED = 108;

/** Messages of the server's that could lead around the filter: no lab's server has reason to send them. */
const DETOURS: ReadonlyMap<number, string> = new Map([
  [8, "several messages in one"],
  [101, "that the viewer shall go to another server"],
  [111, "that the viewer shall go to another server"],
  [116, "that the viewer shall go to another server"],
]);

/**
 * Filters one direction of a main channel past its link stage, as it comes.
 *
 * @returns what may go on of each chunk; the chunk itself may be changed
 * @throws ProtocolError, from the returned function, when the stream cannot be followed any more
 */
export function mainChannelFilter(
  sharing: Sharing,
  direction: Direction,
): (chunk: Buffer) => Buffer {
  return piecewise(readFrames(sharing, direction));
}

function* readFrames(sharing: Sharing, direction: Direction): Reader {
  const agent = agentFilter(sharing, direction);
  for (;;) {
    const header = yield* whole(HEADER_BYTES);
    const type = header.readUInt16LE(0);
    const bytes = header.readUInt32LE(2);
    if (direction === "to-host") {
      const detour = DETOURS.get(type);
      if (detour !== undefined) throw new ProtocolError(`the server sends ${detour}`);
      // A viewer goes on with a message that it has begun, even though nobody hears it any more.
      if (type === AGENT_DISCONNECTED) agent.reset();
    }
    yield* type === AGENT_DATA[direction] ? agent.frame(bytes) : each(bytes, () => undefined);
  }
}
