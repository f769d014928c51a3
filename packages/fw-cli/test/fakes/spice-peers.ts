import { EventEmitter, once } from "node:events";
import { createServer, type Socket } from "node:net";

import { createTicketKey, sealTicket } from "../../src/spice/ticket-key.ts";
import { link, linkMessage, linkReply } from "./spice-frames.ts";

/** A spice server that asks for no password, and what its connections have brought. */
export interface FakeServer extends AsyncDisposable {
  /** The tickets that it was given. */
  readonly tickets: readonly (string | undefined)[];
  /** How many connections it has had. */
  connections(): number;
  /** Its end of the next connection that passes the link stage. */
  channel(): Promise<Socket>;
}

/**
 * Listens on `path` and links every channel.
 *
 * @param early sent together with the end of the link stage
 */
export async function fakeServer(
  path: string,
  reply: Parameters<typeof linkReply>[0] = {},
  early: Buffer = Buffer.alloc(0),
): Promise<FakeServer> {
  const key = createTicketKey();
  const tickets: (string | undefined)[] = [];
  const sockets: Socket[] = [];
  const links = new EventEmitter<{ linked: [Socket] }>();
  const serve = async (socket: Socket): Promise<void> => {
    sockets.push(socket.on("error", () => undefined));
    const message = await readBytes(socket, 16);
    await readBytes(socket, message.readUInt32LE(12));
    socket.write(link(linkReply({ key: key.public, ...reply })));
    await readBytes(socket, 4);
    tickets.push(key.open(await readBytes(socket, 128)));
    socket.write(Buffer.concat([Buffer.alloc(4), early]));
    links.emit("linked", socket);
  };
  const server = createServer((socket) => void serve(socket)).listen(path);
  await once(server, "listening");
  return {
    tickets,
    connections: () => sockets.length,
    async channel() {
      const [socket] = await once(links, "linked");
      return socket;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * Links as a viewer does.
 *
 * @returns the server's reply, and its answer to the ticket; undefined when it closed before
 */
export async function linkAsViewer(
  socket: Socket,
  {
    ticket = "",
    message = linkMessage(),
  }: { readonly ticket?: string; readonly message?: Buffer } = {},
): Promise<{ readonly reply: Buffer; readonly answer: number | undefined }> {
  socket.write(link(message));
  const header = await readBytes(socket, 16);
  const reply = await readBytes(socket, header.readUInt32LE(12));
  if (reply.readUInt32LE(0) !== 0) return { reply, answer: undefined };
  const mechanism = Buffer.of(1, 0, 0, 0);
  socket.write(Buffer.concat([mechanism, sealTicket(reply.subarray(4, 166), ticket)]));
  return { reply, answer: (await readBytes(socket, 4)).readUInt32LE(0) };
}

/** Reads so many bytes; fewer when the other side ends before. */
export async function readBytes(socket: Socket, bytes: number): Promise<Buffer> {
  for (;;) {
    const piece = socket.read(bytes) as Buffer | null;
    if (piece !== null) return piece;
    if (socket.readableEnded || socket.destroyed) return Buffer.alloc(0);
    await Promise.race([once(socket, "readable"), once(socket, "close")]);
  }
}
