import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { afterEach, beforeEach, expect, it } from "vitest";
import { WebSocket } from "ws";

import { serveWebView, type WebView } from "./server.ts";

let dir: string;
let vnc: Server;
let guests: Socket[];
let view: WebView;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-web-"));
  guests = [];
  vnc = createServer((socket) => {
    guests.push(socket);
    socket.on("error", () => undefined);
    socket.write("RFB 003.008\n");
  });
  vnc.listen(join(dir, "vnc.sock"));
  await once(vnc, "listening");
  view = await serveWebView("office/client", join(dir, "vnc.sock"));
});
afterEach(async () => {
  await view[Symbol.asyncDispose]();
  for (const guest of guests) guest.destroy();
  vnc.close();
  await rm(dir, { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

async function ask(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const asked = request(url, { headers });
  asked.end();
  const [response] = (await once(asked, "response")) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

const address = (path = ""): URL => new URL(path, view.url);

/** A browser's connection to the screen. */
function open(url: URL, headers: Readonly<Record<string, string>> = {}): WebSocket {
  const at = new URL(url);
  at.protocol = "ws:";
  const socket = new WebSocket(at, { headers: { origin: url.origin, ...headers } });
  socket.on("error", () => undefined);
  return socket;
}

/** What the server answered instead of opening. */
async function refusal(socket: WebSocket): Promise<number | undefined> {
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, IncomingMessage];
  return response.statusCode;
}

it("serves the page to whoever has its address, and tells the browser to keep and load nothing else", async () => {
  const page = await ask(address());
  expect(page.status).toBe(200);
  expect(page.body).toContain('<script type="module" src="page.js">');
  expect(page.headers).toMatchObject({
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "permissions-policy": "clipboard-read=(), clipboard-write=()",
    "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self'"),
  });
  expect(page.headers["content-security-policy"]).not.toMatch(/unsafe|\*/);
  expect(await ask(address("about.json"))).toMatchObject({ body: '{"title":"office/client"}' });
  for (const path of ["page.js", "style.css"]) {
    expect((await ask(address(path))).status).toBe(200);
  }
});

it("serves nothing else, and nothing without the token", async () => {
  for (const path of ["/", "/page.js", "/style.css", "/screen", "nothing", "../../package.json"]) {
    expect([path, (await ask(address(path))).status]).toEqual([path, 404]);
  }
});

it("refuses a name that is not the loopback's, and another page", async () => {
  expect((await ask(address(), { host: "evil.example" })).status).toBe(403);
  expect((await ask(address(), { origin: "http://evil.example" })).status).toBe(403);
  expect(await refusal(open(address("screen"), { host: "evil.example" }))).toBe(403);
  expect(await refusal(open(address("screen"), { origin: "http://evil.example" }))).toBe(403);
});

it("opens the screen for nobody without the token or without an origin", async () => {
  expect(await refusal(open(address("/screen")))).toBe(404);
  expect(await refusal(open(address("other")))).toBe(404);
  const url = address("screen");
  url.protocol = "ws:";
  const nowhere = new WebSocket(url);
  nowhere.on("error", () => undefined);
  expect(await refusal(nowhere)).toBe(403);
  expect(guests).toHaveLength(0);
});

it("passes bytes both ways, and ends one side with the other", async () => {
  const browser = open(address("screen"));
  const [hello] = (await once(browser, "message")) as [Buffer];
  expect(hello.toString()).toBe("RFB 003.008\n");
  browser.send(Buffer.from("RFB 003.008\n"));
  const [guest] = guests;
  if (guest === undefined) throw new Error("nobody has connected");
  expect(String((await once(guest, "data"))[0])).toBe("RFB 003.008\n");
  guest.end();
  await once(browser, "close");

  const second = open(address("screen"));
  await once(second, "message");
  const ended = once(guests[1] as Socket, "close");
  second.terminate();
  await ended;
});

it("says that the machine is off, and shows it when it is on again", async () => {
  vnc.close();
  await once(vnc, "close");
  const browser = open(address("screen"));
  const [code, reason] = (await once(browser, "close")) as [number, Buffer];
  expect([code, reason.toString()]).toEqual([1011, "office/client is off"]);

  vnc.listen(join(dir, "vnc.sock"));
  await once(vnc, "listening");
  const again = open(address("screen"));
  expect(String((await once(again, "message"))[0])).toContain("RFB");
});

it("ends the connection of a browser that sends more than keys and clicks", async () => {
  const browser = open(address("screen"));
  await once(browser, "message");
  browser.send(Buffer.alloc(128 * 1024));
  const [code] = (await once(browser, "close")) as [number];
  expect(code).toBe(1009);
});

it("shows the screen to a few at a time", async () => {
  const few = Array.from({ length: 8 }, () => open(address("screen")));
  await Promise.all(few.map((browser) => once(browser, "message")));
  expect(await refusal(open(address("screen")))).toBe(503);
});

it("ends every connection with itself", async () => {
  const browser = open(address("screen"));
  await once(browser, "message");
  const closed = once(browser, "close");
  await view[Symbol.asyncDispose]();
  await closed;
  await expect(fetch(address())).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  view = await serveWebView("office/client", join(dir, "vnc.sock"));
});
