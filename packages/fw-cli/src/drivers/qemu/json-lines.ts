import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";

/** One JSON object of a protocol: a command, a reply, an event. */
export type Message = Readonly<Record<string, unknown>>;

/**
 * A conversation in JSON lines over a Unix socket, as QMP and the guest agent
 * speak it. One conversation at a time reaches qemu's socket: keep it short.
 */
export interface JsonLines extends AsyncDisposable {
  /** Writes one object; `prefix` bytes go in front of it, unescaped. */
  send(message: Message, prefix?: Uint8Array): void;
  /**
   * The next object from the other side, in order of arrival.
   *
   * @throws FwError `E_QEMU` when the other side closes, writes no JSON, or says nothing for `timeoutMs`.
   */
  receive(timeoutMs: number): Promise<Message>;
}

/** A line longer than this is no reply of qemu's: guest output is hostile. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/** The guest agent marks the reply to `guest-sync-delimited` with this byte, which UTF-8 never contains. */
const DELIMITER = 0xff;

/** qemu serves one conversation at a time and lets few wait: whoever finds no place comes again. */
const AGAIN_MS = 20;

async function connect(path: string, signal: AbortSignal): Promise<Socket> {
  for (;;) {
    const socket = createConnection({ path });
    socket.on("error", () => undefined);
    try {
      await once(socket, "connect", { signal });
      return socket;
    } catch (cause) {
      socket.destroy();
      if ((cause as NodeJS.ErrnoException).code !== "EAGAIN") throw cause;
    }
    await sleep(AGAIN_MS, undefined, { signal });
  }
}

/**
 * Connects to the Unix socket at `path`.
 *
 * @throws FwError `E_QEMU` when nobody listens there, or nobody has a place for us in `connectMs`.
 */
export async function connectJsonLines(path: string, connectMs = 5000): Promise<JsonLines> {
  const socket = await connect(path, AbortSignal.timeout(connectMs)).catch((cause: unknown) => {
    throw new FwError("E_QEMU", `cannot connect to ${path}: ${reason(cause)}`, { cause });
  });

  const messages: Message[] = [];
  let failure: FwError | undefined;
  let partial: Buffer = Buffer.alloc(0);
  let wake: () => void = () => undefined;

  const fail = (message: string): void => {
    failure ??= new FwError("E_QEMU", `${path}: ${message}`);
    wake();
  };

  socket.on("data", (chunk: Buffer) => {
    let rest = partial.length === 0 ? chunk : Buffer.concat([partial, chunk]);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      accept(rest.subarray(0, end));
      rest = rest.subarray(end + 1);
    }
    partial = rest;
    if (partial.length > MAX_LINE_BYTES) {
      fail("a line without an end");
      socket.destroy();
    }
    wake();
  });
  socket.on("close", () => fail("closed by the other side"));

  function accept(line: Buffer): void {
    const text = line
      .subarray(line.lastIndexOf(DELIMITER) + 1)
      .toString("utf8")
      .trim();
    if (text === "") return;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== "object" || value === null) throw new TypeError("not an object");
      messages.push(value as Message);
    } catch {
      fail(`not a JSON object: ${text.slice(0, 80)}`);
    }
  }

  return {
    send(message, prefix) {
      if (prefix !== undefined) socket.write(prefix);
      socket.write(`${JSON.stringify(message)}\n`);
    },
    async receive(timeoutMs) {
      const deadline = performance.now() + timeoutMs;
      // A chunk that arrives wakes us even when it completes no line.
      for (;;) {
        const left = deadline - performance.now();
        if (messages.length > 0 || failure !== undefined || left <= 0) break;
        const timer = setTimeout(() => wake(), left);
        await new Promise<void>((resolve) => (wake = resolve));
        clearTimeout(timer);
      }
      const message = messages.shift();
      if (message !== undefined) return message;
      throw failure ?? new FwError("E_QEMU", `${path}: no answer within ${timeoutMs} ms`);
    },
    async [Symbol.asyncDispose]() {
      if (socket.destroyed) return;
      const closed = once(socket, "close");
      socket.destroy();
      await closed;
    },
  };
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === "TimeoutError" || cause.name === "AbortError") return "no answer in time";
  return (cause as NodeJS.ErrnoException).code ?? cause.message;
}
