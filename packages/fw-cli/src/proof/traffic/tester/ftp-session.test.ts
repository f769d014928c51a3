import { Duplex } from "node:stream";

import { describe, expect, it } from "vitest";

import { replies } from "./ftp-session.ts";

const control = (): Duplex => new Duplex({ read() {}, autoDestroy: true });

describe("the replies of an FTP server", () => {
  it("are awaited by their code", async () => {
    const session = control();
    const reply = replies(session)(226);
    session.push("125 Data connection open\r\n22");
    session.push("6 Transfer complete\r\n");
    expect(await reply).toBe("226 Transfer complete\r\n");
  });

  it("may be a refusal", async () => {
    const session = control();
    session.push("530 Not welcome\r\n");
    await expect(replies(session)(230)).rejects.toThrow("530 Not welcome");
  });

  it("are not awaited for ever when the session ends", async () => {
    const ended = control();
    const reply = replies(ended)(220);
    ended.destroy();
    await expect(reply).rejects.toThrow("the server ended the session");
    await expect(replies(ended)(220)).rejects.toThrow("the server ended the session");
  });

  it("tell how the connection failed", async () => {
    const broken = control();
    broken.on("error", () => undefined);
    const reply = replies(broken)(220);
    broken.destroy(new Error("connection reset"));
    await expect(reply).rejects.toThrow("connection reset");
  });
});
