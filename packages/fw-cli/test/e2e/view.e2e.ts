import { once } from "node:events";
import { createInterface } from "node:readline";

import { afterAll, beforeAll, expect, it } from "vitest";

import { type EchoMachine, startEchoMachine } from "../view/echo-machine.ts";
import { makeScreenLab, type ScreenLab } from "../view/screen-lab.ts";
import { startXDisplay, type XDisplay } from "../view/x-display.ts";
import { fw, type RunningFw, startFw } from "./fw.ts";

let lab: ScreenLab;
let display: XDisplay;
let machine: EchoMachine;
beforeAll(async () => {
  lab = await makeScreenLab();
  display = await startXDisplay();
  machine = await startEchoMachine(lab.paths.node("client"));
});
afterAll(async () => {
  await machine[Symbol.asyncDispose]();
  await display[Symbol.asyncDispose]();
  await lab[Symbol.asyncDispose]();
});

const windows = (): Promise<string> => display.xdotool("search", "--name", "office/client");
const open = (...words: readonly string[]): RunningFw =>
  startFw(["view", "client", ...words], { ...lab.env, ...display.env });

it("fw view waits until its window is closed, and Ctrl-C closes it", async () => {
  const first = open();
  await expect.poll(windows, { timeout: 30_000 }).not.toBe("");
  const [window = ""] = (await windows()).split("\n");
  await display.xdotool("windowclose", window);
  expect(await first.result).toEqual({ exitCode: 0, stdout: "", stderr: "" });

  const second = open();
  await expect.poll(windows, { timeout: 30_000 }).not.toBe("");
  second.child.kill("SIGINT");
  expect(await second.result).toMatchObject({ exitCode: 130, stderr: "fw: interrupted" });
  expect(await windows()).toBe("");
});

it("fw view says that it takes over, and the other one says why it ends", async () => {
  const first = open();
  await expect.poll(windows, { timeout: 30_000 }).not.toBe("");
  const second = open();
  expect(await first.result).toMatchObject({
    exitCode: 0,
    stderr: "another viewer has taken over",
  });
  await expect.poll(windows, { timeout: 30_000 }).not.toBe("");
  second.child.kill("SIGINT");
  expect((await second.result).stderr).toContain(
    "another viewer of office/client is open, and ends now",
  );
});

it("fw view --web tells the address to programs, serves it, and leaves nothing behind", async () => {
  const web = open("--web", "--json");
  if (web.child.stdout === null) throw new Error("its output is read");
  const lines: string[] = [];
  for await (const line of createInterface(web.child.stdout)) {
    lines.push(line);
    if (line === "}") break;
  }
  const { url } = JSON.parse(lines.join("\n")) as { readonly url: string };
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\/$/);
  expect((await fetch(url)).status).toBe(200);
  web.child.kill("SIGINT");
  const [code] = (await once(web.child, "close")) as [number];
  expect(code).toBe(130);
  await expect(fetch(url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

it("fw view of a machine that has crashed ends, and says so", async () => {
  const viewer = open();
  await expect.poll(windows, { timeout: 30_000 }).not.toBe("");
  await machine[Symbol.asyncDispose]();
  expect(await viewer.result).toMatchObject({ exitCode: 0, stderr: "client is off" });
  const off = await fw(["view", "client"], { ...lab.env, ...display.env });
  expect(off).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("client is off") });
});
