import { once } from "node:events";
import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { FwError } from "../../errors.ts";
import { lineSplitter } from "./line-splitter.ts";
import { startTalk, type TalkLimits } from "./talk-limits.ts";

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
   * @throws FwError `E_QEMU` when the other side closes, writes no JSON, or the talk's time is up;
   * `E_ABORTED` when its signal is
   */
  receive(): Promise<Message>;
  /** Begins another talk over the same connection, with the whole time for it. */
  renew(): void;
}

/** Guest output is hostile. The longest reply by far is a piece of a file, a third of a megabyte. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;

/** Messages that nobody has asked for are not taken from the socket beyond so many, or so many bytes. */
const MAX_WAITING = 256;
const MAX_WAITING_BYTES = MAX_LINE_BYTES;

/** The guest agent marks the reply to `guest-sync-delimited` with this byte, which UTF-8 never contains. */
const DELIMITER = 0xff;

/** QEMU accepts one client and a short backlog: retry when it is full. */
const RETRY_MS = 20;

async function connect(path: string, over: AbortSignal): Promise<Socket> {
  for (;;) {
    over.throwIfAborted();
    const socket = createConnection({ path });
    socket.on("error", () => undefined);
    try {
      await once(socket, "connect", { signal: over });
      return socket;
    } catch (cause) {
      socket.destroy();
      if ((cause as NodeJS.ErrnoException).code !== "EAGAIN") throw cause;
    }
    await sleep(RETRY_MS, undefined, { signal: over });
  }
}

/**
 * Connects to the Unix socket at `path`. The limits hold for all that is said there.
 *
 * @throws FwError `E_QEMU` when nobody listens there, or nobody has a place for us in time.
 */
export async function connectJsonLines(path: string, limits: TalkLimits): Promise<JsonLines> {
  const clock = startTalk(path, limits);
  const { over } = clock;
  const socket = await connect(path, over).catch((cause: unknown) => {
    clock[Symbol.dispose]();
    if (over.aborted) throw over.reason;
    throw new FwError("E_QEMU", `cannot connect to ${path}: ${reason(cause)}`, { cause });
  });

  const splitter = lineSplitter(MAX_LINE_BYTES);
  let waiting: { readonly message: Message; readonly bytes: number }[] = [];
  let waitingBytes = 0;
  let failure: unknown;
  let wake: () => void = () => undefined;

  const fail = (error: unknown): void => {
    failure ??= error;
    socket.destroy();
    wake();
  };
  const failWith = (message: string): void => fail(new FwError("E_QEMU", `${path}: ${message}`));

  over.addEventListener(
    "abort",
    () => {
      // Whatever has arrived: a flood would be taken for an answer for ever.
      waiting = [];
      fail(over.reason);
    },
    { once: true },
  );
  socket.on("data", (chunk: Buffer) => {
    try {
      for (const line of splitter.push(chunk)) accept(line);
    } catch (error) {
      failWith((error as Error).message);
    }
    if (waiting.length > MAX_WAITING || waitingBytes > MAX_WAITING_BYTES) socket.pause();
    wake();
  });
  socket.on("close", () =>
    fail(new FwError("E_QEMU", `${path}: closed by the other side`, { cause: { code: "EPIPE" } })),
  );

  function accept(line: Buffer): void {
    const text = line
      .subarray(line.lastIndexOf(DELIMITER) + 1)
      .toString("utf8")
      .trim();
    if (text === "" || failure !== undefined) return;
    const value = parsed(text);
    if (typeof value !== "object" || value === null) {
      return failWith(`not a JSON object: ${text.slice(0, 80)}`);
    }
    waiting.push({ message: value as Message, bytes: line.length });
    waitingBytes += line.length;
  }

  return {
    send(message, prefix) {
      if (prefix !== undefined) socket.write(prefix);
      socket.write(`${JSON.stringify(message)}\n`);
    },
    async receive() {
      for (;;) {
        const next = waiting.shift();
        if (next !== undefined) {
          waitingBytes -= next.bytes;
          return next.message;
        }
        if (failure !== undefined) throw failure;
        socket.resume();
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    renew: () => clock.restart(),
    async [Symbol.asyncDispose]() {
      clock[Symbol.dispose]();
      if (socket.closed) return;
      const closed = once(socket, "close");
      socket.destroy();
      await closed;
    },
  };
}

/** Whether the error says that nobody serves the socket, or does no more. */
export function isNobodyThere(error: unknown): boolean {
  if (!(error instanceof FwError)) return false;
  const { code } = (error.cause ?? {}) as { readonly code?: unknown };
  return code === "ENOENT" || code === "ECONNREFUSED" || code === "EPIPE";
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return (cause as NodeJS.ErrnoException).code ?? cause.message;
}
