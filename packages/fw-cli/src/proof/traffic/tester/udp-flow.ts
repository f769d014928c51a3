import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

import type { FlowRecords } from "./flow-records.ts";
import { type FlowRecord, now, type UdpGroup } from "./protocol.ts";

/** One end of a stream of datagrams. */
export interface UdpFlow {
  readonly record: FlowRecord;
  stopSending(): void;
}

const HELLO = "hello";

/** Opens a stream and resolves when its first datagram is on the way; a pulled one when it arrives. */
export async function openStream(group: UdpGroup, records: FlowRecords): Promise<UdpFlow> {
  const socket = createSocket("udp4");
  socket.on("error", () => undefined);
  socket.connect(group.port, group.host);
  await once(socket, "connect");
  const record = records.open(group.name);
  socket.on("message", (message) => take(records, record, message));
  if (group.use === "push") {
    const stopSending = pace(group.intervalMs, () =>
      socket.send(datagram(group.name, record.sent++)),
    );
    return { record, stopSending };
  }
  const ask = (): void => socket.send(`${HELLO} ${group.name} ${group.intervalMs}`);
  ask();
  const again = setInterval(ask, 200);
  await once(socket, "message");
  clearInterval(again);
  return { record, stopSending: () => undefined };
}

/** Takes pushed streams and gives the asked ones, on one port. */
export async function answerStreams(
  host: string,
  port: number,
  records: FlowRecords,
  accepted: (flow: UdpFlow) => void,
): Promise<void> {
  const socket = createSocket({ type: "udp4", recvBufferSize: 4 << 20 });
  const flows = new Map<string, UdpFlow>();
  socket.on("error", () => undefined);
  socket.on("message", (message, { address, port: from }) => {
    const [first = "", name = "", interval = "1"] = message.toString().split(" ");
    const id = first === HELLO ? name : first;
    let flow = flows.get(id);
    if (flow === undefined) {
      const record = tryToOpen(records, id);
      if (record === undefined) return;
      const stopSending =
        first === HELLO ? give(socket, record, Number(interval), address, from) : () => undefined;
      flow = { record, stopSending };
      flows.set(id, flow);
      accepted(flow);
    }
    if (first !== HELLO) take(records, flow.record, message);
  });
  socket.bind(port, host);
  await once(socket, "listening");
}

/** Undefined for one flow too many, which the report will tell of. */
function tryToOpen(records: FlowRecords, id: string): FlowRecord | undefined {
  try {
    return records.open(id);
  } catch {
    return undefined;
  }
}

/** Sends datagrams to who asked for them, until it is stopped. */
function give(
  socket: Socket,
  record: FlowRecord,
  intervalMs: number,
  host: string,
  port: number,
): () => void {
  return pace(intervalMs, () => socket.send(datagram(record.id, record.sent++), port, host));
}

function datagram(id: string, sequence: number): string {
  return `${id} ${sequence}`;
}

function take(records: FlowRecords, record: FlowRecord, message: Buffer): void {
  const sequence = Number(message.toString().split(" ")[1]);
  if (sequence !== record.arrivals.length + record.mistakes) {
    record.mistakes = Math.max(record.mistakes, sequence - record.arrivals.length);
  }
  records.arrived(record);
}

/** Calls `send` so often that it keeps up with the clock, also when timers come late. */
function pace(intervalMs: number, send: () => void): () => void {
  const started = now();
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;
  const catchUp = (): void => {
    for (const due = (now() - started) / intervalMs; sent < due; sent += 1) send();
    timer = setTimeout(catchUp, 1);
  };
  catchUp();
  return () => clearTimeout(timer);
}
