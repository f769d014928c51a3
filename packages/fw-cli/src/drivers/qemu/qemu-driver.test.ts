import { mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";

import { check } from "fw-config";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";

import {
  agentThat,
  badAgents,
  type FakeServer,
  flood,
  GREETING,
  runningQemu,
  type Script,
  serve,
} from "../../../test/fakes/json-server.ts";
import { FwError } from "../../errors.ts";
import { labPaths, type LabPaths } from "../../lab/paths.ts";
import type { Driver } from "../driver.ts";
import { createQemuDriver } from "./qemu-driver.ts";

const SEED = new URL("../../../../../fw.config.yaml", import.meta.url);
const { model } = check(readFileSync(SEED, "utf8"), { profile: "tcg" });
if (model === undefined) throw new Error("the seed config does not resolve");

let dir: string;
let paths: LabPaths;
let interrupt: AbortController;
let driver: Driver;
let servers: FakeServer[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "fw-qemu-"));
  paths = labPaths({ env: { FW_STATE_DIR: dir }, cwd: "/" }, "lab");
  interrupt = new AbortController();
  driver = createQemuDriver({
    model,
    paths,
    accel: "tcg",
    imageOf: () => ({ kernel: "", initrd: "", disk: "" }),
    runAs: undefined,
    proxiesRunAs: undefined,
    namespace: { holder: { pid: 0, startTime: "", boot: "" } as never, user: false },
    signal: interrupt.signal,
  });
});
afterEach(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
  servers = [];
  rmSync(dir, { recursive: true });
});

async function node(name: string, qemu: Script, agent: Script): Promise<void> {
  const { dir: own, qmp, qga } = paths.node(name);
  mkdirSync(own, { recursive: true });
  servers.push(await serve(qmp, qemu), await serve(qga, agent));
}

function program(signal: AbortSignal = interrupt.signal) {
  const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
  return { argv: ["true"] as const, ...streams, signal };
}

const well = agentThat({
  "guest-exec": { pid: 1 },
  "guest-exec-status": { exited: true, exitcode: 0 },
  "guest-file-open": 1000,
  "guest-file-read": { count: 0, "buf-b64": "", eof: true },
  "guest-network-get-interfaces": [],
});

const stopped = new FwError("E_ABORTED", "interrupted");

/** The user presses Ctrl-C in this test, and in no later one. */
function soonInterrupted(): void {
  const timer = setTimeout(() => interrupt.abort(stopped), 100);
  onTestFinished(() => clearTimeout(timer));
}

describe.each(badAgents)("a guest whose agent %s", (_what, agent) => {
  it("costs the others nothing", async () => {
    await node("fw-1", runningQemu, agent);
    await node("client", runningQemu, well);
    const looked = driver.addresses("fw-1").catch((error: unknown) => error);
    expect(await driver.addresses("client")).toEqual([]);
    expect(await driver.exec("client", program())).toBe(0);
    interrupt.abort(stopped);
    expect(await looked).toBeInstanceOf(FwError);
  });

  it("is not waited for beyond the time for its shutdown", async () => {
    await node("fw-1", runningQemu, agent);
    expect(await driver.shutdown("fw-1", 300)).toBe(false);
  });

  it("does not keep a program from being interrupted", async () => {
    await node("fw-1", runningQemu, agent);
    const ran = driver.exec("fw-1", program()).catch((error: unknown) => error);
    soonInterrupted();
    expect(await ran).toBeInstanceOf(FwError);
  });
});

describe("a program in a guest", () => {
  const endless: Script = {
    answer: (line, socket) =>
      line.includes("guest-exec-status")
        ? '{"return": {"exited": false}}\n'
        : well.answer?.(line, socket),
  };

  it("ends with the first Ctrl-C, and is ended in the guest", async () => {
    const asked: string[] = [];
    const answer: Script["answer"] = (line, socket) => {
      asked.push(line);
      return endless.answer?.(line, socket);
    };
    await node("fw-1", runningQemu, { answer });
    const ran = driver.exec("fw-1", program());
    soonInterrupted();
    await expect(ran).rejects.toMatchObject({ code: "E_ABORTED" });
    expect(asked.some((line) => line.includes("kill -TERM"))).toBe(true);
    expect(asked.some((line) => line.includes("guest-file-close"))).toBe(true);
  });

  it("may write for ever, and is interrupted all the same", async () => {
    const piece = { count: 5, "buf-b64": Buffer.from("again").toString("base64"), eof: false };
    const answer: Script["answer"] = (line, socket) =>
      line.includes("guest-file-read")
        ? `${JSON.stringify({ return: piece })}\n`
        : endless.answer?.(line, socket);
    await node("fw-1", runningQemu, { answer });
    const { stdout, ...command } = program();
    const ran = driver.exec("fw-1", { ...command, stdout });
    const read = new Promise((resolve) => stdout.once("data", resolve));
    expect(String(await read)).toBe("again");
    interrupt.abort(stopped);
    await expect(ran).rejects.toMatchObject({ code: "E_ABORTED" });
  });

  it("may leave more than one talk can carry; the agent tells its exit code only once", async () => {
    const piece = { count: 5, "buf-b64": Buffer.from("again").toString("base64"), eof: false };
    let left = 50;
    let told = false;
    const answer: Script["answer"] = (line, socket) => {
      if (line.includes("guest-file-read") && left > 0) {
        left -= 1;
        return `${JSON.stringify({ return: piece })}\n`;
      }
      if (!line.includes("guest-exec-status")) return well.answer?.(line, socket);
      const reply = told ? { error: { desc: "Invalid parameter 'pid'" } } : undefined;
      told = true;
      return `${JSON.stringify(reply ?? { return: { exited: true, exitcode: 3 } })}\n`;
    };
    await node("fw-1", runningQemu, { answer });
    const command = program();
    expect(await driver.exec("fw-1", command)).toBe(3);
    const { stdout, stderr } = command;
    expect(`${String(stdout.read())}${String(stderr.read())}`).toBe("again".repeat(50));
  });

  it("that fails because of its agent is reported with the node and a hint", async () => {
    await node("fw-1", runningQemu, agentThat({}));
    await expect(driver.exec("fw-1", program())).rejects.toMatchObject({
      message: "fw-1: guest-exec: the answer makes no sense: {}",
      hint: "see what it does: fw logs fw-1 --console; or let it crash: fw power fw-1 off",
    });
  });
});

describe("a qemu", () => {
  it("that floods events and gives no answer is not off", { timeout: 20_000 }, async () => {
    await node("fw-1", { greeting: GREETING, greet: flood('{"event": "X"}\n') }, {});
    await expect(driver.state("fw-1")).rejects.toMatchObject({
      code: "E_QEMU",
      hint: "let the machine crash: fw power fw-1 off; or end the lab: fw down",
    });
  });

  it("that is not there is off", async () => {
    expect(await driver.state("fw-1")).toBe("off");
  });

  it("that does not answer is no longer asked after Ctrl-C", async () => {
    await node("fw-1", {}, {});
    const asked = driver.state("fw-1");
    interrupt.abort(stopped);
    await expect(asked).rejects.toMatchObject({ code: "E_ABORTED" });
    await expect(driver.shutdown("fw-1", 60_000)).rejects.toMatchObject({ code: "E_ABORTED" });
  });
});
