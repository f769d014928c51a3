import { once } from "node:events";
import { lstat, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { hostname } from "node:os";
import { join } from "node:path";

import { describe, expect, it, onTestFinished, vi } from "vitest";

import { run } from "../src/run.ts";
import { ensureCertificates } from "../src/spice/certificates.ts";
import { recognise } from "../src/spice/stored-ticket.ts";
import { readTickets } from "../src/spice/tickets.ts";
import type { Seen } from "./fw.ts";
import { recordedIo } from "./io.ts";
import { makeScreenLab, type ScreenLab } from "./view/screen-lab.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Runs `fw view` with words beside a lab; where it is, and with which environment besides. */
async function view(
  lab: ScreenLab,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const io = recordedIo(lab.paths.labs, { PATH: process.env["PATH"] ?? "", ...lab.env, ...env });
  const code = await run(["view", ...words], io);
  return { code, ...io.written };
}

/** A lab whose client seems to run: something answers as its qemu does, and as its screen's proxy. */
async function runningLab(screen?: string): Promise<ScreenLab> {
  const lab = await makeScreenLab(screen);
  const proxy = createServer((socket) => void socket.resume());
  proxy.listen(lab.paths.node("client").spice);
  await once(proxy, "listening");
  onTestFinished(() => void proxy.close());
  const qmp = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write('{"QMP": {}}\n');
    socket.on("data", (data) => {
      for (const line of String(data).trim().split("\n")) {
        const { id } = JSON.parse(line) as { readonly id: number };
        socket.write(`${JSON.stringify({ return: { status: "running" }, id })}\n`);
      }
    });
  });
  await new Promise<void>((listening) => qmp.listen(lab.paths.node("client").qmp, listening));
  onTestFinished(async () => {
    qmp.close();
    await lab[Symbol.asyncDispose]();
  });
  return lab;
}

it("says that a namespace has no screen, and what it has", async () => {
  await using lab = await makeScreenLab("{}", "netns");
  const { code, stderr } = await view(lab, ["client"]);
  expect(code).toBe(1);
  expect(stderr).toContain("client is a namespace, which has no screen");
  expect(stderr).toContain("fw exec client -- CMD…");
});

it("says where a machine without a screen gets one", async () => {
  await using lab = await makeScreenLab();
  const { code, stderr } = await view(lab, ["fw-1", "--web"]);
  expect(code).toBe(1);
  expect(stderr).toContain("fw-1 has no screen");
  expect(stderr).toContain('add "spice: {}", or "desktop: true", to firewall.members.fw-1.vm in');
  expect(stderr).toContain("fw console fw-1");
});

it.each([[[]], [["--web"]], [["--vv", "x.vv"]]])(
  "says that a machine is off, and how to switch it on: %j",
  async (words) => {
    await using lab = await makeScreenLab();
    const { code, stderr } = await view(lab, ["client", ...words]);
    expect(code).toBe(1);
    expect(stderr).toContain("client is off\n  → switch it on: fw power client on");
  },
);

it("says where a window can be seen when there is no display here", async () => {
  const lab = await runningLab();
  const { code, stderr } = await view(lab, ["client"]);
  expect(code).toBe(1);
  expect(stderr).toContain("neither DISPLAY nor WAYLAND_DISPLAY is set");
  expect(stderr).toContain("fw view client --web");
  expect(stderr).toContain("fw view client --vv FILE");
  expect(stderr).toContain("fw screenshot client -o FILE.png");
});

it.each(["DISPLAY", "WAYLAND_DISPLAY"])(
  "names the package when there is a display (%s) and no viewer",
  async (variable) => {
    const lab = await runningLab();
    const { code, stderr } = await view(lab, ["client"], { PATH: "/nowhere", [variable]: ":9" });
    expect(code).toBe(1);
    expect(stderr).toContain("this host lacks the Debian package virt-viewer");
    expect(stderr).toMatch(/apt-get install .*virt-viewer; or in a browser: fw view client --web/);
  },
);

it.each([[[]], [["--vv", "x.vv"]]])(
  "says that nobody serves the screen, rather than let a viewer show an error: %j",
  async (words) => {
    const lab = await runningLab();
    await rm(lab.paths.node("client").spice);
    const viewer = join(lab.paths.labs, "remote-viewer");
    await writeFile(viewer, "#!/bin/sh\nexit 7\n", { mode: 0o755 });
    const env = { PATH: lab.paths.labs, DISPLAY: ":9" };
    const { code, stderr } = await view(lab, ["client", ...words], env);
    expect(code).toBe(1);
    expect(stderr).toContain("the screen of client is not served");
    expect(stderr).toContain("fw power client off, fw power client on");
    await expect(lstat(join(lab.paths.labs, "x.vv"))).rejects.toMatchObject({ code: "ENOENT" });
  },
);

describe("a screen that viewers elsewhere may reach", () => {
  const HOUR_MS = 3_600_000;

  async function remoteLab(address: string): Promise<ScreenLab> {
    const lab = await runningLab(`{ remote: { address: "${address}", port: 5930 } }`);
    await ensureCertificates(lab.paths.node("client").certificates, address);
    return lab;
  }
  /** What the file says, and the tickets that are kept. */
  async function written(
    lab: ScreenLab,
  ): Promise<{ readonly text: string; readonly password: string; readonly kept: string }> {
    const file = join(lab.paths.labs, "client.vv");
    expect((await lstat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, "utf8");
    const password = /^password=(.*)$/m.exec(text)?.[1] ?? "";
    return { text, password, kept: await readFile(lab.paths.node("client").tickets, "utf8") };
  }

  it("has a file with a ticket, which is nowhere else", async () => {
    const lab = await remoteLab("127.0.0.1");
    const started = Date.now();
    const seen = await view(lab, ["client", "--vv", "client.vv"]);
    expect(seen).toMatchObject({ code: 0, stderr: "" });
    expect(seen.stdout).toContain("ssh -L 5930:127.0.0.1:5930 THIS-HOST");
    const { text, password, kept } = await written(lab);
    expect(text).toMatch(/^host=127\.0\.0\.1\ntls-port=5930$/m);
    expect(text).toMatch(/^ca=-----BEGIN CERTIFICATE-----\\n/m);
    expect(text).toMatch(/^delete-this-file=1$/m);
    expect(text).not.toMatch(/^(?:port|unix-path)=/m);
    expect(password).toMatch(/^[\w-]{32}$/);
    for (const other of [kept, seen.stdout]) expect(other).not.toContain(password);
    const tickets = await readTickets(lab.paths.node("client").tickets);
    const ticket = recognise(tickets, password);
    expect(ticket).toMatchObject({ once: false });
    const expiry = Date.parse(ticket?.expires ?? "") - started;
    expect(expiry / HOUR_MS).toBeCloseTo(1 / 6, 2);
  });

  it("has one that lets a single viewer in, for as long as is asked", async () => {
    const lab = await remoteLab("::1");
    const started = Date.now();
    const words = ["--vv", "client.vv", "--expire", "2h", "--once", "--json"];
    const { stdout } = await view(lab, ["client", ...words]);
    const said = JSON.parse(stdout) as { readonly expires: string };
    expect(said).toMatchObject({ node: "client", host: "::1", tlsPort: 5930, once: true });
    const { password } = await written(lab);
    expect(stdout).not.toContain(password);
    const ticket = recognise(await readTickets(lab.paths.node("client").tickets), password);
    expect(ticket).toMatchObject({ once: true, expires: said.expires });
    expect((Date.parse(said.expires) - started) / HOUR_MS).toBeCloseTo(2, 2);
  });

  it("has one for good, and a new ticket in each", async () => {
    const lab = await remoteLab("0.0.0.0");
    const words = ["client", "--vv", "client.vv", "--expire", "never"];
    expect((await view(lab, words)).stdout).toContain("for good");
    const first = await written(lab);
    expect(first.text).toContain(`\nhost=${hostname()}\n`);
    await view(lab, words);
    const second = await written(lab);
    expect(second.password).not.toBe(first.password);
    const tickets = await readTickets(lab.paths.node("client").tickets);
    for (const { password } of [first, second])
      expect(recognise(tickets, password)).toMatchObject({ expires: null, once: false });
  });

  it("says that it has no certificate, and when it gets one", async () => {
    const lab = await remoteLab("127.0.0.1");
    await rm(lab.paths.node("client").certificates, { recursive: true });
    const { code, stderr } = await view(lab, ["client", "--vv", "client.vv"]);
    expect(code).toBe(1);
    expect(stderr).toContain("the certificates of client cannot be read");
    expect(stderr).toContain("fw power client off, fw power client on");
  });
});

it("tells programs the socket and the viewer, and opens nothing", async () => {
  const lab = await runningLab();
  const { code, stdout } = await view(lab, ["client", "--json"], { PATH: "/nowhere" });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    node: "client",
    socket: lab.paths.node("client").spice,
    viewer: null,
  });
});

it("writes a file for a viewer on this host that nobody else can read, again and again", async () => {
  const lab = await runningLab();
  for (const words of [[], ["--json"]]) {
    const seen = await view(lab, ["client", "--vv", "client.vv", ...words]);
    expect(seen).toMatchObject({ code: 0, stderr: "" });
    expect(seen.stdout).toContain(join(lab.paths.labs, "client.vv"));
  }
  const file = join(lab.paths.labs, "client.vv");
  expect((await lstat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, "utf8");
  expect(text).toContain(`unix-path=${lab.paths.node("client").spice}\n`);
  expect(text).toContain("title=office/client\n");
  expect(text).not.toContain("password");
});

it("writes over no file of the user's own, and through no link", async () => {
  const lab = await runningLab();
  const [own, link] = ["own.vv", "link.vv"].map((name) => join(lab.paths.labs, name));
  if (!own || !link) throw new TypeError("two paths");
  await writeFile(own, "[virt-viewer]\ntype=vnc\n");
  await symlink(own, link);
  for (const [file, what] of [
    [own, "was not written by fw"],
    [link, "is a symbolic link"],
  ] as const) {
    const { code, stderr } = await view(lab, ["client", "--vv", file]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${file} ${what}\n  → move it away, or name another file`);
  }
  expect(await readFile(own, "utf8")).toBe("[virt-viewer]\ntype=vnc\n");
});

it("wants a file for what only a ticket has", async () => {
  const lab = await runningLab();
  for (const words of [["--once"], ["--expire", "5m"]]) {
    const { code, stderr } = await view(lab, ["client", ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain("fw view client --vv FILE");
    const local = await view(lab, ["client", "--vv", "x.vv", ...words]);
    expect(local.code).toBe(2);
    expect(local.stderr).toContain('add "remote: { port: 5930 }" to hosts.client.vm.spice');
  }
  expect((await view(lab, ["client", "--vv", "x.vv", "--web"])).code).toBe(2);
});

it.each(["5", "0s", "10y", "-1m", "400d", "soon", ""])("takes no time like %j", async (time) => {
  await using lab = await makeScreenLab();
  const { code, stderr } = await view(lab, ["client", "--vv", "x.vv", "--expire", time]);
  expect(code).toBe(2);
  expect(stderr).toContain("Expected a time from 1s to 365d, like 10m or 8h, or never.");
});
