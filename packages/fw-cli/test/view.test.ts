import { lstat, readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import { expect, it, onTestFinished, vi } from "vitest";

import { run } from "../src/run.ts";
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

/** A lab whose client seems to run: something answers as its qemu does. */
async function runningLab(screen?: string): Promise<ScreenLab> {
  const lab = await makeScreenLab(screen);
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

it("says that nobody serves the screen, rather than open a window with an error in it", async () => {
  const lab = await runningLab();
  const viewer = join(lab.paths.labs, "remote-viewer");
  await writeFile(viewer, "#!/bin/sh\nexit 7\n", { mode: 0o755 });
  const env = { PATH: lab.paths.labs, DISPLAY: ":9" };
  const { code, stderr } = await view(lab, ["client"], env);
  expect(code).toBe(1);
  expect(stderr).toContain("the screen of client is not served");
  expect(stderr).toContain("fw power client off, fw power client on");
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
