import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";

import {
  agentFrames,
  frame,
  link,
  linkMessage,
  type linkReply,
  readMainChannel,
} from "../../test/fakes/spice-frames.ts";
import {
  type FakeServer,
  fakeServer,
  linkAsViewer,
  readBytes,
} from "../../test/fakes/spice-peers.ts";
import { createDoorkeeper, type Doorkeeper } from "./doorkeeper.ts";
import type { Passage } from "./link-channel.ts";
import { serveViewer } from "./serve-viewer.ts";
import { agentMessage, type Sharing } from "./sharing.ts";
import { type StoredTicket, storedTicket } from "./stored-ticket.ts";

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), "fw-viewer-"))));
afterEach(() => rm(dir, { recursive: true }));

const off: Sharing = { clipboard: "off", fileTransfer: false };
const all: Sharing = { clipboard: "both", fileTransfer: true };

interface Rig {
  readonly server: FakeServer;
  /** Connects a viewer. */
  readonly viewer: () => Socket;
  /** Why each connection of a viewer ended, in this order. */
  readonly ends: (string | undefined)[];
}

/** A server, and viewers that reach it through the proxy. */
async function rig(
  sharing: Sharing,
  doorkeeper?: Doorkeeper,
  reply?: Parameters<typeof linkReply>[0],
  early?: Buffer,
): Promise<Rig> {
  const server = await fakeServer(join(dir, "server"), reply, early);
  const ends: (string | undefined)[] = [];
  const passage: Passage = {
    sharing,
    connect: async () => connect(join(dir, "server")).on("error", () => undefined),
    ...(doorkeeper && { doorkeeper }),
  };
  const serve = async (socket: Socket): Promise<unknown> =>
    ends.push(await serveViewer(socket, passage));
  const proxy = createServer((socket) => void serve(socket));
  proxy.listen(join(dir, "viewers"));
  await once(proxy, "listening");
  const viewers: Socket[] = [];
  onTestFinished(async () => {
    for (const viewer of viewers) viewer.destroy();
    proxy.close();
    await server[Symbol.asyncDispose]();
  });
  const viewer = (): Socket => {
    const socket = connect(join(dir, "viewers")).on("error", () => undefined);
    viewers.push(socket);
    return socket;
  };
  return { server, viewer, ends };
}

function doorkeeperOf(tickets: readonly StoredTicket[], now?: () => Date): Doorkeeper {
  return createDoorkeeper(async () => tickets, usedTickets(), now);
}

function usedTickets(): Parameters<typeof createDoorkeeper>[1] {
  const used = new Set<string>();
  return { has: (hash) => used.has(hash), add: async (hash) => void used.add(hash) };
}

describe("a viewer of this machine's user", () => {
  it("links with the server itself, and messages go both ways", async () => {
    const { server, viewer } = await rig(all);
    const socket = viewer();
    const channel = server.channel();
    expect((await linkAsViewer(socket, { ticket: "mine" })).answer).toBe(0);
    expect(server.tickets).toEqual(["mine"]);
    socket.write("up");
    expect(await readBytes(await channel, 2)).toEqual(Buffer.from("up"));
    (await channel).write("down");
    expect(await readBytes(socket, 4)).toEqual(Buffer.from("down"));
  });

  it("loses nothing of what comes together with the end of the link stage", async () => {
    const early = frame(103, Buffer.alloc(32));
    const { server, viewer } = await rig(off, undefined, {}, early);
    const socket = viewer();
    const channel = server.channel();
    socket.write(link(linkMessage()));
    await readBytes(socket, 16 + 182);
    const hello = frame(104, Buffer.alloc(0));
    socket.write(Buffer.concat([Buffer.of(1, 0, 0, 0), Buffer.alloc(128), hello]));
    expect(await readBytes(socket, 4 + early.length)).toEqual(
      Buffer.concat([Buffer.alloc(4), early]),
    );
    expect(await readBytes(await channel, hello.length)).toEqual(hello);
  });

  it("that sends byte by byte, and then leaves, is waited for without any work", async () => {
    const { viewer, ends } = await rig(off);
    const socket = viewer();
    const message = link(linkMessage());
    for (const byte of message.subarray(0, -1)) {
      socket.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(150_000);
    socket.write(message.subarray(-1));
    expect(await readBytes(socket, 16 + 182)).toHaveLength(16 + 182);
    socket.end();
    await expect.poll(() => ends).toEqual(["the connection ended too early"]);
  });

  it("gets what it may on the main channel, and is blanked for what it may not", async () => {
    const { server, viewer } = await rig({ ...off, clipboard: "host-to-guest" });
    const socket = viewer();
    const channel = server.channel();
    await linkAsViewer(socket);
    const down = agentFrames("to-host", agentMessage.clipboard, Buffer.from("secret"));
    (await channel).write(Buffer.concat([frame(103, Buffer.alloc(32)), down]));
    const got = readMainChannel("to-host", await readBytes(socket, 38 + down.length));
    expect(got).toEqual({ messages: [{ type: 0, payload: Buffer.alloc(6) }], others: [103] });
    const up = agentFrames("to-guest", agentMessage.clipboard, Buffer.from("paste"));
    socket.write(up);
    expect(await readBytes(await channel, up.length)).toEqual(up);
  });

  it("uses other channels without any change", async () => {
    const { server, viewer } = await rig(off);
    const socket = viewer();
    const channel = server.channel();
    await linkAsViewer(socket, { message: linkMessage({ channel: 2, capabilities: 0b11 }) });
    const bytes = agentFrames("to-host", agentMessage.clipboard, Buffer.from("pixels"));
    (await channel).write(bytes);
    expect(await readBytes(socket, bytes.length)).toEqual(bytes);
  });

  it("that leaves takes its connection to the server along, and the other way round", async () => {
    const { server, viewer, ends } = await rig(off);
    const first = viewer();
    const channel = server.channel();
    await linkAsViewer(first);
    first.end();
    await once(await channel, "close");
    const second = viewer();
    const next = server.channel();
    await linkAsViewer(second);
    (await next).end(frame(106, Buffer.alloc(4)));
    expect(await readBytes(second, 10)).toHaveLength(10);
    await once(second, "close");
    expect(ends).toEqual([undefined, undefined]);
  });

  it("that does not read makes the server wait, and nothing piles up", async () => {
    const { server, viewer } = await rig(off);
    const socket = viewer();
    const channel = server.channel();
    await linkAsViewer(socket);
    socket.pause();
    const piece = frame(103, Buffer.alloc(65_536));
    let written = 0;
    while (written < 64 && (await channel).write(piece)) {
      written += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(written).toBeLessThan(64);
  });

  it("with full headers on its main channel is refused as too old, unless all may pass", async () => {
    const old = { message: linkMessage({ capabilities: 0b11 }) };
    const { server, viewer, ends } = await rig(off);
    expect((await linkAsViewer(viewer(), old)).reply.readUInt32LE(0)).toBe(4);
    expect(server.connections()).toBe(0);
    await expect.poll(() => ends).toEqual(["the viewer is too old: it has no mini headers"]);
  });

  it("with full headers is served where all may pass", async () => {
    const old = { message: linkMessage({ capabilities: 0b11 }) };
    const { viewer } = await rig(all);
    expect((await linkAsViewer(viewer(), old)).answer).toBe(0);
  });

  it("is refused where the server has no mini headers", async () => {
    const { viewer, ends } = await rig(off, undefined, { capabilities: 0b11 });
    expect((await linkAsViewer(viewer())).reply.readUInt32LE(0)).toBe(4);
    await expect.poll(() => ends).toEqual(["the machine's spice server has no mini headers"]);
  });

  it("is told the server's own error", async () => {
    const { viewer, ends } = await rig(off, undefined, { error: 9 });
    expect((await linkAsViewer(viewer())).reply.readUInt32LE(0)).toBe(9);
    await expect.poll(() => ends).toEqual(["the machine's spice server answers with error 9"]);
  });

  it("that is none is cut off", async () => {
    const { server, viewer, ends } = await rig(off);
    const socket = viewer();
    socket.write("GET / HTTP/1.1\r\n\r\n");
    await once(socket.resume(), "close");
    await expect.poll(() => ends).toEqual(["not spice"]);
    expect(server.connections()).toBe(0);
  });

  it("is cut off at the first thing that cannot be followed", async () => {
    const { server, viewer, ends } = await rig(off);
    const socket = viewer();
    const channel = server.channel();
    await linkAsViewer(socket);
    (await channel).write(frame(109, Buffer.alloc(3)));
    await once(socket.resume(), "close");
    expect(ends).toEqual(["an agent's message without its header"]);
  });
});

describe("a viewer that needs a ticket", () => {
  const forever = storedTicket("forever", null, false);

  it("comes in with one, of which the server never learns", async () => {
    const { server, viewer } = await rig(off, doorkeeperOf([forever]));
    expect((await linkAsViewer(viewer(), { ticket: "forever" })).answer).toBe(0);
    expect(server.tickets).toEqual([""]);
  });

  it.each(["", "wrong", "x".repeat(60), "forever "])(
    "is denied after a second with the ticket %j",
    async (ticket) => {
      const { server, viewer, ends } = await rig(off, doorkeeperOf([forever]));
      const started = performance.now();
      expect((await linkAsViewer(viewer(), { ticket })).answer).toBe(7);
      expect(performance.now() - started).toBeGreaterThan(950);
      await expect.poll(() => ends).toEqual(["no ticket, or not a valid one"]);
      expect(server.tickets).toEqual([]);
    },
  );

  it("is denied when the ticket has expired, but keeps the screen that it has", async () => {
    let now = 0;
    const brief = storedTicket("brief", new Date(1000), false);
    const { viewer } = await rig(
      off,
      doorkeeperOf([brief], () => new Date(now)),
    );
    const main = viewer();
    expect((await linkAsViewer(main, { ticket: "brief" })).answer).toBe(0);
    now = 1000;
    const display = { ticket: "brief", message: linkMessage({ channel: 2 }) };
    expect((await linkAsViewer(viewer(), display)).answer).toBe(0);
    expect((await linkAsViewer(viewer(), { ticket: "brief" })).answer).toBe(7);
    main.destroy();
    await expect
      .poll(async () => (await linkAsViewer(viewer(), display)).answer, { timeout: 5000 })
      .toBe(7);
  });

  it("uses up a ticket for one viewer with its main channel alone", async () => {
    const { viewer } = await rig(off, doorkeeperOf([storedTicket("once", null, true)]));
    const display = { ticket: "once", message: linkMessage({ channel: 2 }) };
    expect((await linkAsViewer(viewer(), display)).answer).toBe(7);
    const main = viewer();
    expect((await linkAsViewer(main, { ticket: "once" })).answer).toBe(0);
    expect((await linkAsViewer(viewer(), display)).answer).toBe(0);
    expect((await linkAsViewer(viewer(), { ticket: "once" })).answer).toBe(7);
  });

  it("cannot choose another authentication", async () => {
    const { viewer, ends } = await rig(off, doorkeeperOf([forever]));
    const socket = viewer();
    socket.write(link(linkMessage()));
    await readBytes(socket, 16 + 182);
    socket.write(Buffer.of(2, 0, 0, 0));
    expect((await readBytes(socket, 4)).readUInt32LE(0)).toBe(7);
    await expect
      .poll(() => ends)
      .toContain("the viewer wants another authentication than a ticket");
  });
});
