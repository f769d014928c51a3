import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { agentFrames, frame, readMainChannel } from "../../test/fakes/spice-frames.ts";
import { mainChannelFilter } from "./main-channel.ts";
import { ProtocolError } from "./protocol-error.ts";
import { agentMessage, type Direction, type Sharing } from "./sharing.ts";

const { clipboard, clipboardGrab, clipboardRequest, clipboardRelease } = agentMessage;
const { announceCapabilities, fileStart, fileStatus, fileData } = agentMessage;

const directions: readonly Direction[] = ["to-guest", "to-host"];
const modes = ["off", "host-to-guest", "guest-to-host", "both"] as const;
const all = { clipboard: "both", fileTransfer: true } as const;

/** In which direction the clipboard's owner speaks when it may. */
const allowed = {
  off: [],
  "host-to-guest": ["to-guest"],
  "guest-to-host": ["to-host"],
  both: directions,
} as const;

function opposite(direction: Direction): Direction {
  return direction === "to-guest" ? "to-host" : "to-guest";
}

function pass(
  sharing: Sharing,
  direction: Direction,
  stream: Buffer,
): ReturnType<typeof readMainChannel> {
  const out = mainChannelFilter(sharing, direction)(Buffer.from(stream));
  expect(out.length).toBe(stream.length);
  return readMainChannel(direction, out);
}

function send(sharing: Sharing, direction: Direction, type: number, text: string): number | string {
  const payload = Buffer.from(text);
  const [message] = pass(sharing, direction, agentFrames(direction, type, payload)).messages;
  if (message?.type !== agentMessage.none) return message?.payload.toString() ?? "";
  expect(message.payload).toEqual(Buffer.alloc(payload.length));
  return agentMessage.none;
}

describe.each(modes)("with the clipboard %s", (mode) => {
  const sharing = { clipboard: mode, fileTransfer: true };

  it.each(directions)("what is copied goes %s only if it may, asked for or not", (direction) => {
    const arrives = (allowed[mode] as readonly Direction[]).includes(direction);
    for (const type of [clipboardGrab, clipboard, clipboardRelease])
      expect(send(sharing, direction, type, "secret")).toBe(arrives ? "secret" : agentMessage.none);
    expect(send(sharing, opposite(direction), clipboardRequest, "text?")).toBe(
      arrives ? "text?" : agentMessage.none,
    );
  });

  it("a selection other than the clipboard is held to the same", () => {
    const primary = Buffer.concat([Buffer.of(1, 0, 0, 0), Buffer.from("selected")]);
    for (const direction of directions) {
      const frames = agentFrames(direction, clipboard, primary);
      const [message] = pass(sharing, direction, frames).messages;
      const arrives = (allowed[mode] as readonly Direction[]).includes(direction);
      expect(message?.payload.includes("selected")).toBe(arrives);
    }
  });

  it("after 30 copies the one way, the other way still carries what it may and no more", () => {
    for (const direction of directions) {
      const copies = Array.from({ length: 30 }, (_, copy) => [
        agentFrames(direction, clipboardGrab, Buffer.of(0, 0, 0, 0, copy, 0, 0, 0, 1, 0, 0, 0)),
        agentFrames(direction, clipboard, Buffer.from(`copy ${copy} `.repeat(1000))),
      ]).flat();
      const { messages } = pass(sharing, direction, Buffer.concat(copies));
      expect(messages).toHaveLength(60);
      const arrived = messages.filter(({ payload }) => payload.includes("copy"));
      const arrives = (allowed[mode] as readonly Direction[]).includes(direction);
      expect(arrived).toHaveLength(arrives ? 30 : 0);
    }
  });

  it("no side is told of grab serials unless both ways are open", () => {
    for (const direction of directions) {
      const announced = Buffer.concat([Buffer.of(1, 0, 0, 0), Buffer.of(0xff, 0xff, 0xff, 0xff)]);
      const frames = agentFrames(direction, announceCapabilities, announced);
      const [message] = pass(sharing, direction, frames).messages;
      expect(message?.payload.readUInt32LE(4)).toBe(mode === "both" ? 0xffffffff : 0xfffdffff);
    }
  });
});

describe("files", () => {
  it.each(directions)("go nowhere when they are not allowed (%s)", (direction) => {
    for (const type of [fileStart, fileStatus, fileData]) {
      expect(send({ ...all, fileTransfer: false }, direction, type, "data")).toBe(
        agentMessage.none,
      );
      expect(send(all, direction, type, "data")).toBe("data");
    }
  });

  it("are refused by the viewer itself, because the guest seems to take none", () => {
    const announced = Buffer.alloc(8);
    const announce = (direction: Direction): number | undefined =>
      pass(
        { ...all, fileTransfer: false },
        direction,
        agentFrames(direction, announceCapabilities, announced),
      ).messages[0]?.payload.readUInt32LE(4);
    expect(announce("to-host")).toBe(1 << 13);
    expect(announce("to-guest")).toBe(0);
  });
});

const off: Sharing = { clipboard: "off", fileTransfer: false };

describe("a main channel", () => {
  it("is the same however its bytes arrive", () => {
    const message = fc.record({
      type: fc.integer({ min: 0, max: 16 }),
      payload: fc.uint8Array({ maxLength: 200 }),
      frameBytes: fc.integer({ min: 20, max: 64 }),
      other: fc.constantFrom(103, 110, 113, 4),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...directions),
        fc.constantFrom(...modes),
        fc.boolean(),
        fc.array(message, { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
        (direction, mode, fileTransfer, messages, cuts) => {
          const sharing = { clipboard: mode, fileTransfer };
          const stream = Buffer.concat(
            messages.flatMap(({ type, payload, frameBytes, other }) => [
              agentFrames(direction, type, Buffer.from(payload), frameBytes),
              frame(other, Buffer.from(payload)),
            ]),
          );
          const atOnce = mainChannelFilter(sharing, direction)(Buffer.from(stream));
          const filter = mainChannelFilter(sharing, direction);
          const pieces: Buffer[] = [];
          for (let at = 0, cut = 0; at < stream.length; cut += 1) {
            const end = at + cuts[cut % cuts.length]!;
            pieces.push(Buffer.from(filter(Buffer.from(stream.subarray(at, end)))));
            at = end;
          }
          expect(Buffer.concat(pieces)).toEqual(atOnce);
        },
      ),
    );
  });

  it("is the same when it is cut at any one place", () => {
    const stream = Buffer.concat([
      agentFrames("to-host", clipboardGrab, Buffer.alloc(40, "g"), 30),
      frame(103, Buffer.alloc(9, "i")),
      agentFrames("to-host", announceCapabilities, Buffer.alloc(12, 0xff)),
      agentFrames("to-host", 2, Buffer.alloc(50, "m"), 25),
    ]);
    const atOnce = mainChannelFilter(off, "to-host")(Buffer.from(stream));
    for (let at = 0; at <= stream.length; at += 1) {
      const filter = mainChannelFilter(off, "to-host");
      const first = Buffer.from(filter(Buffer.from(stream.subarray(0, at))));
      const rest = filter(Buffer.from(stream.subarray(at)));
      expect(Buffer.concat([first, rest])).toEqual(atOnce);
    }
  });

  it("keeps a long message's parts apart from other frames between them, and blanks them all", () => {
    const [head, tail] = [0, 1].map((part) => {
      const frames = agentFrames("to-guest", clipboard, Buffer.alloc(40, "s"), 30);
      return part === 0 ? frames.subarray(0, 36) : frames.subarray(36);
    });
    const token = frame(108, Buffer.of(1, 0, 0, 0));
    const { messages, others } = pass(off, "to-guest", Buffer.concat([head!, token, tail!]));
    expect(messages).toEqual([{ type: agentMessage.none, payload: Buffer.alloc(40) }]);
    expect(others).toEqual([108]);
  });

  it("of 100 MB is passed on as it comes", () => {
    const filter = mainChannelFilter(off, "to-guest");
    const header = Buffer.alloc(6);
    header.writeUInt16LE(113);
    header.writeUInt32LE(100_000_000, 2);
    expect(filter(header)).toHaveLength(6);
    const chunk = Buffer.alloc(65_536, "x");
    expect(filter(chunk).equals(Buffer.alloc(65_536, "x"))).toBe(true);
  });

  it("carries nothing hidden in the header of a message that must not pass", () => {
    const frames = agentFrames("to-host", clipboardGrab, Buffer.alloc(4));
    frames.fill("h", 6 + 8, 6 + 16);
    expect(mainChannelFilter(off, "to-host")(frames).includes("h")).toBe(false);
  });

  it("goes on with the next message when the agent disappeared in the middle of one", () => {
    const begun = agentFrames("to-host", 2, Buffer.alloc(100), 60).subarray(0, 66);
    const gone = frame(108, Buffer.of(0, 0, 0, 0));
    const secret = agentFrames("to-host", clipboard, Buffer.from("secret"));
    const out = mainChannelFilter(off, "to-host")(Buffer.concat([begun, gone, secret]));
    expect(out.includes("secret")).toBe(false);
  });

  it("holds a viewer to the message that it has begun, whatever it sends in between", () => {
    const begun = agentFrames("to-guest", 2, Buffer.alloc(100), 60).subarray(0, 66);
    const start = frame(106, Buffer.of(10, 0, 0, 0));
    const filter = mainChannelFilter(off, "to-guest");
    filter(Buffer.concat([begun, start]));
    const data = agentFrames("to-guest", clipboard, Buffer.alloc(100));
    expect(() => filter(data)).toThrow(ProtocolError);
  });

  it.each([
    ["an agent's message without its header", frame(109, Buffer.alloc(19))],
    ["an agent's message beyond its size", frame(109, Buffer.alloc(21))],
    ["the server sends several messages in one", frame(8, Buffer.alloc(4))],
    ["the server sends that the viewer shall go to another server", frame(101, Buffer.alloc(4))],
    ["the server sends that the viewer shall go to another server", frame(111, Buffer.alloc(4))],
    ["the server sends that the viewer shall go to another server", frame(116, Buffer.alloc(4))],
  ])("ends at %s", (what, stream) => {
    expect(() => mainChannelFilter(off, "to-host")(stream)).toThrow(what);
  });
});
