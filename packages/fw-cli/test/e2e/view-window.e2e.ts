import { chmod, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";

import { FwError } from "../../src/errors.ts";
import { isViewerOpen } from "../../src/view/open-viewers.ts";
import { runViewer } from "../../src/view/viewer.ts";
import { vvFile } from "../../src/view/vv-file.ts";
import { type EchoMachine, litPixels, startEchoMachine } from "../view/echo-machine.ts";
import { contains, startXDisplay, type XDisplay } from "../view/x-display.ts";

const VIEWER = "/usr/bin/remote-viewer";

let display: XDisplay;
let machine: EchoMachine;
beforeAll(async () => {
  display = await startXDisplay();
});
afterAll(() => display[Symbol.asyncDispose]());
beforeEach(async () => {
  machine = await startEchoMachine();
  return () => machine[Symbol.asyncDispose]();
});

const view = (title: string, signal = new AbortController().signal): Promise<void> =>
  runViewer("client", VIEWER, vvFile(title, { kind: "local", socket: machine.spice }), {
    env: display.env,
    signal,
  });
const isOpen = (): Promise<boolean> => isViewerOpen(machine.qmp, { withinMs: 5_000 });
const windows = (title: string): Promise<string> => display.xdotool("search", "--name", title);
const leftovers = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith("fw-view-"));

it("a window with the machine's name shows its picture and types, until it is closed", async () => {
  expect(await isOpen()).toBe(false);
  const closed = view("office/client");
  await expect.poll(() => windows("office/client")).not.toBe("");
  await expect.poll(isOpen).toBe(true);
  await machine.press("f", "w");
  await expect
    .poll(async () => contains(await display.picture(), await machine.picture()))
    .toBe(true);

  const before = litPixels(await machine.picture());
  const [window = ""] = (await windows("office/client")).split("\n");
  await display.xdotool("windowfocus", "--sync", window, "type", "hello");
  await expect.poll(async () => litPixels(await machine.picture())).toBeGreaterThan(2 * before);
  await expect
    .poll(async () => contains(await display.picture(), await machine.picture()))
    .toBe(true);

  await display.xdotool("windowclose", window);
  await closed;
  await expect.poll(isOpen).toBe(false);
});

it("a second viewer takes over, and the first one ends", async () => {
  const first = view("lab/first");
  await expect.poll(isOpen).toBe(true);
  const ending = new AbortController();
  const second = view("lab/second", ending.signal);
  await first;
  expect(await isOpen()).toBe(true);
  expect(await windows("lab/first")).toBe("");
  ending.abort(new FwError("E_ABORTED", "interrupted"));
  await expect(second).rejects.toMatchObject({ code: "E_ABORTED" });
  expect(await windows("lab/second")).toBe("");
  expect(await leftovers()).toEqual([]);
});

it("a viewer ends with its machine", async () => {
  const closed = view("office/client");
  await expect.poll(isOpen).toBe(true);
  await machine[Symbol.asyncDispose]();
  await closed;
  machine = await startEchoMachine();
});

it("a viewer that fails is named with its version, its code and its last words", async () => {
  const dir = await mkdtemp(join(tmpdir(), "fw-old-viewer-"));
  const old = join(dir, "remote-viewer");
  await writeFile(
    old,
    '#!/bin/sh\n[ "$1" = --version ] && exec echo "remote-viewer version 5.0"\necho "needs 8.0" >&2; exit 3\n',
  );
  await chmod(old, 0o755);
  const { signal } = new AbortController();
  const failed = runViewer("client", old, "", { env: display.env, signal });
  await expect(failed).rejects.toMatchObject({
    code: "E_VIEW",
    message: "remote-viewer version 5.0 ended with 3\n  | needs 8.0",
    hint: expect.stringContaining("--web"),
  });
  await rm(dir, { recursive: true });
});
