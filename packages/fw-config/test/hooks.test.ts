import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";

import { render, type Artifact } from "../src/index.ts";
import { modelOf } from "./artifacts.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const BASE = `
name: pair
networks:
  wan: { subnet: 192.0.2.0/24, bridge: br0 }
  sync: { subnet: 10.255.0.0/30, bridge: br1 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces: { eth0: { network: wan, vip: 192.0.2.100 }, eth1: { network: sync } }
`;

/** Only root may become another user; as root, in the namespaces of a laboratory, the same holds. */
const obstacle = process.getuid?.() === 0 ? "" : "not root";

/** Generous: the machine may be busy. */
const waiting = { timeout: 15_000, interval: 20 };
vi.setConfig({ testTimeout: 30_000 });

let directory: string;
let fifo: number;

beforeEach(() => {
  directory = temporaryDirectory("fw-hooks-");
  chmodSync(directory, 0o777);
});

interface Wanted {
  readonly on: string | readonly string[];
  readonly run: string | readonly string[];
  readonly user?: string;
  readonly timeoutSeconds?: number;
}

/** What systemd leaves the program by its unit, in the words of setpriv(1). */
function confinement(files: readonly Artifact[]): readonly string[] {
  const unit = files.find(({ path }) => path.endsWith("/fw-hooks.service"))?.content ?? "";
  const [, list = ""] = /^CapabilityBoundingSet=(.+)$/m.exec(unit) ?? [];
  const kept = list.split(" ").map((name) => `+${name.replace("CAP_", "").toLowerCase()}`);
  return [`--bounding-set=-all,${kept.join(",")}`, "--no-new-privs", "--"];
}

/** The rendered program of a pair with these hooks, with its directory moved. */
function start(hooks: Readonly<Record<string, Wanted>>): void {
  const ha = JSON.stringify({ stateSync: { network: "sync" }, hooks });
  const files = render(modelOf(`${BASE}ha: ${ha}\n`));
  const program = files.find(({ path }) => path === "/usr/local/lib/fw/hooks")?.content ?? "";
  const file = join(directory, "runner");
  writeFileSync(file, program.replaceAll("/run/fw-ha", directory));
  chmodSync(file, 0o755);
  spawnSync("mkfifo", [join(directory, "hooks")]);
  // Open for as long as the test runs, as the handler has it: what it has written is not lost.
  fifo = openSync(join(directory, "hooks"), "r+");
  const log = openSync(join(directory, "log"), "a");
  const child = spawn("setpriv", [...confinement(files), file], {
    cwd: "/",
    stdio: ["ignore", log, log],
  });
  onTestFinished(() => {
    child.kill("SIGTERM");
    closeSync(fifo);
    closeSync(log);
  });
}

function script(name: string, text: string): string {
  const file = join(directory, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** As the notify handler does. */
function become(...roles: readonly string[]): void {
  writeSync(fifo, roles.map((role) => `${role}\n`).join(""));
}

function read(name: string): string {
  const file = join(directory, name);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

async function logged(text: string | RegExp): Promise<void> {
  await vi.waitFor(() => expect(read("log")).toMatch(text), waiting);
}

function processes(word: string): string {
  return spawnSync("pgrep", ["-f", word], { encoding: "utf8" }).stdout.trim();
}

describe.skipIf(obstacle !== "")(`hooks${obstacle && ` (${obstacle})`}`, () => {
  test("a hook runs for its roles only, as its user, without privileges, and is told the role", async () => {
    const seen = script(
      "seen",
      `{ echo "$FW_ROLE $FW_MEMBER $(id -un)"; grep -E '^(CapBnd|CapEff|NoNewPrivs)' /proc/self/status; env | sort; } >${directory}/$FW_ROLE`,
    );
    start({ all: { on: ["primary", "fault"], run: seen } });
    become("backup", "primary");
    await logged("hook all: ended with code 0");
    const lines = read("primary").split("\n");
    expect(lines[0]).toBe("primary fw-1 nobody");
    expect(lines.slice(1, 4)).toEqual([
      "CapEff:\t0000000000000000",
      "CapBnd:\t0000000000000000",
      "NoNewPrivs:\t1",
    ]);
    expect(lines.filter((line) => line.includes("="))).toHaveLength(4); // sh adds PWD
    expect(read("backup")).toBe("");
    become("fault");
    await vi.waitFor(() => expect(read("fault")).toMatch(/^fault fw-1 nobody\n/), waiting);
  });

  test("arguments reach the program as they are written", async () => {
    const words = ["a b", "'", '"', "$(touch pwned)", "`x`", "*", "-n", "", "é \\ \\n"];
    const file = script(
      "words",
      `for word; do printf '%s\\n' "$word"; done >${directory}/words.out`,
    );
    start({ words: { on: "primary", run: [file, ...words] } });
    become("primary");
    await logged("hook words: ended with code 0");
    expect(read("words.out")).toBe(words.map((word) => `${word}\n`).join(""));
  });

  test("a hook that hangs is killed when its time is over, with all that it has begun", async () => {
    const mark = `60.${process.pid}1`;
    const file = script(
      "hang",
      `trap '' TERM INT HUP\necho waiting\nsetsid sleep ${mark} &\nsleep ${mark}`,
    );
    start({ hang: { on: "primary", run: file, timeoutSeconds: 1 } });
    become("primary");
    await vi.waitFor(() => expect(processes(mark).split("\n").length).toBeGreaterThan(1), waiting);
    await logged("hook hang: waiting\n");
    await logged("hook hang: took longer than 1 s and was killed");
    expect(processes(mark)).toBe("");
  });

  test("what a hook leaves behind ends with it", async () => {
    const mark = `60.${process.pid}2`;
    const file = script(
      "daemon",
      `(setsid sh -c 'sleep ${mark} & sleep ${mark}' &)\nsleep 0.3; exit 3`,
    );
    start({ daemon: { on: "primary", run: file } });
    become("primary");
    await logged("hook daemon: ended with code 3");
    expect(processes(mark)).toBe("");
  });

  test("a hook that begins processes without end gets no more than its share, and is ended", async () => {
    const mark = `60.${process.pid}3`;
    const file = script("forks", `while :; do sleep ${mark} & done`);
    start({ forks: { on: "primary", run: file, timeoutSeconds: 2 } });
    become("primary");
    await logged(/hook forks: .*fork/i);
    expect(processes(mark).split("\n").length).toBeLessThan(70);
    await logged(/hook forks: (ended with code 2|took longer)/);
    expect(processes(mark)).toBe("");
  });

  test.each([
    ["lines", "exec yes", "writes more than 200 lines"],
    ["one line", "exec tr '\\0' x </dev/zero", "writes more than 16384 bytes"],
  ])(
    "a hook that floods its output with %s is cut short, ended and reported",
    async (_, text, said) => {
      start({ flood: { on: "primary", run: script("flood", text) } });
      become("primary");
      await logged(`hook flood: ${said}`);
      await logged(/hook flood: ended with code (141|1)\n/);
      expect(read("log").length).toBeLessThan(20_000);
      expect(read("log")).not.toMatch(/^y/m);
    },
  );

  test("the next role ends the hooks of the last one, and the last of many roles wins", async () => {
    const mark = `60.${process.pid}4`;
    const file = script("slow", `echo "$FW_ROLE" >>${directory}/began\nexec sleep ${mark}`);
    const quick = script("quick", `echo "$FW_ROLE" >>${directory}/quick.out`);
    start({
      slow: { on: "primary", run: file, timeoutSeconds: 60 },
      quick: { on: "backup", run: quick },
    });
    become("primary");
    await vi.waitFor(() => expect(processes(mark)).not.toBe(""), waiting);
    become("backup");
    await logged("a hook of the role primary was still running and is killed");
    await logged("hook quick: ended with code 0");
    expect(processes(mark)).toBe("");
    become(...Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? "primary" : "backup")));
    await logged(/was still running(.*\n)+(hook quick: .*\n)+$/);
    await vi.waitFor(() => expect(read("quick.out")).toMatch(/^(backup\n){2,}$/), waiting);
    await vi.waitFor(() => expect(processes(mark)).toBe(""), waiting);
  });

  test("a program that is not there, and a user who does not exist, are reported", async () => {
    start({
      gone: { on: "primary", run: "/usr/local/bin/is-not-there" },
      stranger: { on: "primary", run: "/bin/true", user: "nobody-of-that-name" },
    });
    become("primary");
    await logged("hook gone: ended with code 127");
    await logged(/hook stranger: .*nobody-of-that-name/);
    await logged(/hook stranger: ended with code 1\n/);
    expect(read("log")).toContain("hook gone: ended with code 127");
  });
});
