import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

import { type FtpRecord, now } from "./protocol.ts";

/** A session logged in, with a data port announced and not yet used. */
export interface FtpSession {
  readonly record: FtpRecord;
  /** Connects to the announced port and asks for the listing. */
  list(): Promise<void>;
}

const CONTROL_PORT = 21;

/** Logs in and sends PASV: from then on the firewalls expect the data connection. */
export async function ftpLogin(host: string): Promise<FtpSession> {
  const record: FtpRecord = { host, listed: false };
  const control = connect({ host, port: CONTROL_PORT, noDelay: true });
  control.on("error", (error) => (record.why ??= error.message));
  const reply = replies(control);
  await reply(220);
  for (const [command, code] of [
    ["USER anonymous", 331],
    ["PASS proof@example", 230],
    ["TYPE A", 200],
  ] as const) {
    control.write(`${command}\r\n`);
    await reply(code);
  }
  control.write("PASV\r\n");
  const port = dataPort(await reply(227));
  return {
    record,
    async list() {
      const started = now();
      try {
        await fetchListing(control, reply, host, port);
        record.listed = true;
        record.tookMs = now() - started;
      } catch (error) {
        record.why = error instanceof Error ? error.message : String(error);
      }
    },
  };
}

async function fetchListing(
  control: Socket,
  reply: (code: number) => Promise<string>,
  host: string,
  port: number,
): Promise<void> {
  const data = connect({ host, port });
  let bytes = 0;
  data.on("data", (part: Buffer) => (bytes += part.length));
  const closed = once(data, "close");
  // When the connection is refused, the wait for it fails first, and says so.
  closed.catch(() => undefined);
  await once(data, "connect");
  control.write("LIST\r\n");
  await reply(226);
  await closed;
  if (bytes === 0) throw new Error("the listing was empty");
}

/** The port in `227 Entering passive mode (h1,h2,h3,h4,p1,p2)` (RFC 959, 4.1.2). */
function dataPort(line: string): number {
  const [high = 0, low = 0] = (/\((?:\d+,){4}(\d+),(\d+)\)/.exec(line)?.slice(1) ?? []).map(Number);
  return high * 256 + low;
}

/**
 * Waits for the reply of a code; an earlier one such as 125 is passed over. A refusal is an error,
 * and so is the end of the session.
 */
export function replies(control: Duplex): (code: number) => Promise<string> {
  let text = "";
  let wake: (() => void) | undefined;
  control.on("data", (part: Buffer) => {
    text += part.toString("latin1");
    wake?.();
  });
  control.on("close", () => wake?.());
  return async (code) => {
    for (;;) {
      const line = /^(\d{3}) .*\r\n/m.exec(text);
      if (line === null) {
        if (control.closed) throw control.errored ?? new Error("the server ended the session");
        await new Promise<void>((resume) => {
          wake = resume;
        });
        continue;
      }
      text = text.slice(line.index + line[0].length);
      if (Number(line[1]) === code) return line[0];
      if (Number(line[1]) >= 400) throw new Error(line[0].trim());
    }
  };
}
