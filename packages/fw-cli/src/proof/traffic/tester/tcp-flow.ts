import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

import type { FlowRecords } from "./flow-records.ts";
import { type FlowRecord, now, type TcpGroup, type Use } from "./protocol.ts";

/** One end of a TCP flow. */
export interface TcpFlow {
  readonly record: FlowRecord;
  /** Sends one message now. */
  sendOnce(): void;
  /** Stops sending; the connection stays. */
  stopSending(): void;
}

interface Hello {
  readonly id: string;
  readonly use: Use;
  readonly intervalMs: number;
  readonly seenFrom?: string;
}

const MESSAGE_BYTES = 4;
/** Whoever says more before the end of the first line is no tester. */
const MAX_HELLO_BYTES = 1024;

/** So many connections are being opened at a time: more would overflow what the peer accepts. */
const BATCH = 250;

/** Opens the flows of a group and resolves when all are established. */
export async function openGroup(
  group: TcpGroup,
  records: FlowRecords,
): Promise<readonly TcpFlow[]> {
  const flows: TcpFlow[] = [];
  while (flows.length < group.count) {
    const length = Math.min(BATCH, group.count - flows.length);
    const batch = Array.from({ length }, (_, index) =>
      openFlow(group, flows.length + index, records),
    );
    flows.push(...(await Promise.all(batch)));
  }
  return flows;
}

async function openFlow(group: TcpGroup, index: number, records: FlowRecords): Promise<TcpFlow> {
  const { name, use, intervalMs, host, port, from, seenFrom } = group;
  const local = from === undefined ? {} : { localAddress: from };
  const socket = connect({ host, port, noDelay: true, ...local });
  await once(socket, "connect");
  const hello: Hello = {
    id: `${name}/${index}`,
    use,
    intervalMs,
    ...(seenFrom !== undefined && { seenFrom }),
  };
  socket.write(`${JSON.stringify(hello)}\n`);
  const flow = hold(socket, records, hello.id);
  if (use === "push") flow.begin(intervalMs);
  return flow;
}

/** Answers flows that others open: it takes, gives or returns messages as each one asks. */
export async function listen(
  host: string,
  port: number,
  records: FlowRecords,
  accepted: (flow: TcpFlow) => void,
): Promise<Server & { address(): AddressInfo | string | null }> {
  const server = createServer({ noDelay: true }, (socket) => {
    let opening = Buffer.alloc(0);
    const onOpening = (part: Buffer): void => {
      opening = Buffer.concat([opening, part]);
      const end = opening.indexOf("\n");
      if (end < 0) return opening.length > MAX_HELLO_BYTES ? void socket.destroy() : undefined;
      socket.off("data", onOpening);
      try {
        const hello: Hello = JSON.parse(opening.subarray(0, end).toString());
        const { id, use, intervalMs, seenFrom = socket.remoteAddress } = hello;
        // Translated by another rule, or by none: what asked will tell that it was ended.
        if (socket.remoteAddress !== seenFrom) return void socket.destroy();
        const flow = hold(socket, records, id, use === "echo");
        flow.take(opening.subarray(end + 1));
        if (use === "pull") flow.begin(intervalMs);
        accepted(flow);
      } catch {
        socket.destroy();
      }
    };
    socket.on("error", () => undefined);
    socket.on("data", onOpening);
  });
  server.listen({ host, port, backlog: 4096 });
  await once(server, "listening");
  return server;
}

function hold(
  socket: Socket,
  records: FlowRecords,
  id: string,
  echo = false,
): TcpFlow & { begin(intervalMs: number): void; take(part: Buffer): void } {
  const record = records.open(id);
  let timer: NodeJS.Timeout | undefined;
  let rest = Buffer.alloc(0);
  const send = (): void => {
    const message = Buffer.alloc(MESSAGE_BYTES);
    message.writeUInt32BE(record.sent);
    record.sent += 1;
    socket.write(message);
  };
  const take = (part: Buffer): void => {
    rest = Buffer.concat([rest, part]);
    for (; rest.length >= MESSAGE_BYTES; rest = rest.subarray(MESSAGE_BYTES)) {
      if (rest.readUInt32BE() !== record.arrivals.length) record.mistakes += 1;
      records.arrived(record);
      if (echo) send();
    }
  };
  const ended = (why: string) => (): void => {
    record.ended ??= { at: now(), why };
    clearInterval(timer);
  };
  socket.on("data", take);
  socket.on("error", (error: NodeJS.ErrnoException) => ended(error.code ?? error.message)());
  socket.on("close", ended("closed"));
  return {
    record,
    sendOnce: send,
    stopSending: () => clearInterval(timer),
    begin(intervalMs) {
      // At a phase of its own: flows that all send at once would look like a stall.
      timer = setTimeout(() => {
        timer = setInterval(send, intervalMs);
      }, Math.random() * intervalMs);
    },
    take,
  };
}
