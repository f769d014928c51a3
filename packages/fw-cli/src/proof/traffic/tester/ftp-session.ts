import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { text as textOf } from "node:stream/consumers";

import { announceActive, announcePassive, type Reply } from "./ftp-data-port.ts";
import { type FtpRecord, now, type TesterCommand } from "./protocol.ts";

/** A session logged in, with a data port announced and not yet used. */
export interface FtpSession {
  readonly record: FtpRecord;
  /** Asks for the listing, which comes over the announced port. */
  list(): Promise<void>;
}

type FtpLogin = Omit<Extract<TesterCommand, { do: "ftp-login" }>, "do">;

const CONTROL_PORT = 21;

const announcements = { active: announceActive, passive: announcePassive };

/** Logs in and announces a port: from then on the firewalls expect the data connection. */
export async function ftpLogin({ host, from, transfer }: FtpLogin): Promise<FtpSession> {
  const record: FtpRecord = { host, transfer, listed: false };
  const control = connect({ host, port: CONTROL_PORT, localAddress: from, noDelay: true });
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
  const dataConnection = await announcements[transfer](control, reply);
  return {
    record,
    async list() {
      const started = now();
      try {
        await fetchListing(control, reply, dataConnection);
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
  reply: Reply,
  dataConnection: () => Promise<Socket>,
): Promise<void> {
  const connected = dataConnection();
  control.write("LIST\r\n");
  const listing = textOf(await connected);
  // When the connection breaks, the wait for it fails first, and says so.
  listing.catch(() => undefined);
  await reply(226);
  if ((await listing) === "") throw new Error("the listing was empty");
}

/**
 * Waits for the reply of a code; an earlier one such as 125 is passed over. A refusal is an error,
 * and so is the end of the session.
 */
export function replies(control: Duplex): Reply {
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
