import { execFileSync, spawn, spawnSync } from "node:child_process";
import { appendFileSync, chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeEach, expect, onTestFinished, test, vi } from "vitest";

import { render } from "../src/index.ts";
import { exampleModel, exampleText, modelOf } from "./artifacts.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** The handler of an example with its directories moved, and a conntrackd that only notes its calls. */
function startHandler(directory: string, example: string, refreshSeconds: number): () => void {
  const path = "/usr/local/lib/fw/notify-handler";
  const handler = render(exampleModel(example)).find((artifact) => artifact.path === path);
  const file = join(directory, "handler");
  const script = handler?.content.replaceAll("/run/fw-ha", directory) ?? "";
  writeFileSync(file, script.replace("sleep 60", `sleep ${refreshSeconds}`));
  writeFileSync(
    join(directory, "conntrackd"),
    `#!/bin/sh\nprintf '%s\\n' "$1" >>${directory}/calls\n[ "$1" != -i ] || cat ${directory}/expectations\n`,
  );
  for (const name of ["handler", "conntrackd"]) chmodSync(join(directory, name), 0o755);
  const child = spawn(file, {
    env: { ...process.env, PATH: `${directory}:${process.env["PATH"]}` },
    cwd: directory,
    stdio: "ignore",
  });
  const end = (): void => void child.kill("SIGTERM");
  onTestFinished(end);
  return end;
}

/** Generous: the machine may be busy. */
const waiting = { timeout: 15_000, interval: 20 };

vi.setConfig({ testTimeout: 30_000 });

let directory: string;
let stop: () => void;

beforeEach(() => {
  directory = temporaryDirectory("fw-notify-");
});

async function start(example: string, refreshSeconds: number = 60): Promise<void> {
  writeFileSync(join(directory, "expectations"), "");
  stop = startHandler(directory, example, refreshSeconds);
  await vi.waitFor(() => expect(existsSync(join(directory, "notify"))).toBe(true), waiting);
}

function notify(...lines: readonly string[]): void {
  for (const line of lines) appendFileSync(join(directory, "notify"), `${line}\n`);
}

function read(name: string): string {
  const file = join(directory, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : "";
}

async function calls(expected: string): Promise<void> {
  await vi.waitFor(() => expect(read("calls").split("\n").join(" ")).toBe(expected), waiting);
}

test("there is no role before the first event", async () => {
  await start("seed");
  notify('INSTANCE "VI_9" MASTER 100', 'GROUP "VI_1" MASTER 0', "nonsense", "");
  notify('INSTANCE "VI_1" BACKUP 100');
  await vi.waitFor(() => expect(read("role")).toBe("backup"), waiting);
  expect(read("calls")).toBe("");
});

test("without an external cache nothing is committed, sent or reset", async () => {
  await start("seed");
  notify('INSTANCE "VI_1" BACKUP 100', 'INSTANCE "VI_1" FAULT 100', 'INSTANCE "VI_1" MASTER 100');
  await calls("-f -R");
  expect(read("role")).toBe("primary");
});

test("a second primary that gives way is told every connection", async () => {
  await start("seed");
  notify('INSTANCE "VI_1" BACKUP 100', 'INSTANCE "VI_1" MASTER_RX_LOWER_PRI 100');
  notify('INSTANCE "VI_1" MASTER 100', 'INSTANCE "VI_1" MASTER_RX_LOWER_PRI 100');
  await calls("-f -R -R -B");
  expect(read("role")).toBe("primary");
});

test("with both families the group decides, and instances do not", async () => {
  await start("dual-stack");
  notify('INSTANCE "VI_1" MASTER 100', 'INSTANCE "VI_1_IPV6" MASTER 100', 'GROUP "G1" MASTER 0');
  await calls("-c -f -R -B");
  expect(read("role")).toBe("primary");
  notify('INSTANCE "VI_1_IPV6" MASTER_RX_LOWER_PRI 100');
  await calls("-c -f -R -B -c -R -B");
});

test("with an external cache the primary commits first, and changes of nothing do nothing", async () => {
  await start("dual-stack");
  notify('GROUP "G1" BACKUP 0', 'GROUP "G1" BACKUP 0', 'GROUP "G1" FAULT 0', 'GROUP "G1" STOP 0');
  notify('GROUP "G1" MASTER 0');
  await calls("-t -n -t -c -f -R -B");
  expect(read("role")).toBe("primary");
});

test("a handler that is started again knows what the firewall was", async () => {
  await start("seed");
  notify('INSTANCE "VI_1" MASTER 100');
  await calls("-f -R");
  stop();
  stop = startHandler(directory, "seed", 60);
  notify('INSTANCE "VI_1" MASTER 100', 'INSTANCE "VI_1" MASTER_RX_LOWER_PRI 100');
  await calls("-f -R -R -B");
  expect(read("role")).toBe("primary");
});

test("what the unit says after keepalived's end is an event that the handler knows", async () => {
  await start("seed");
  const unit = render(exampleModel("seed")).find(({ path }) =>
    path.endsWith("keepalived.service.d/50-fw.conf"),
  );
  const line = unit?.content.split("\n").find((text) => /^ExecStopPost=.*STOP/.test(text)) ?? "";
  notify('INSTANCE "VI_1" MASTER 100');
  await calls("-f -R");
  const command = line.replace("ExecStopPost=-", "").replaceAll("/run/fw-ha", directory);
  execFileSync("/bin/sh", ["-c", command]);
  await vi.waitFor(() => expect(read("role")).toBe("fault"), waiting);
});

test("the primary, and only the primary, tells the peer again what lives on", async () => {
  // A takeover on a busy host takes less: a refresh in its midst would be another order of calls.
  await start("seed", 0.5);
  notify('INSTANCE "VI_1" BACKUP 100');
  await vi.waitFor(() => expect(read("role")).toBe("backup"), waiting);
  expect(read("calls")).toBe("");
  notify('INSTANCE "VI_1" MASTER 100');
  await vi.waitFor(
    () => expect(read("calls")).toMatch(/-f\n(.*\n)*-R\n(-i\n-R\n-B\n){2}/),
    waiting,
  );
});

test("an expectation that is waited for puts that off", async () => {
  await start("seed", 0.05);
  writeFileSync(join(directory, "expectations"), "proto=6 ...\n");
  notify('INSTANCE "VI_1" MASTER 100');
  await vi.waitFor(() => expect(read("calls")).toMatch(/(-i\n){3}/), waiting);
  expect(read("calls")).not.toContain("-B");
  writeFileSync(join(directory, "expectations"), "");
  await vi.waitFor(() => expect(read("calls")).toContain("-B"), waiting);
});

test("the end of the handler ends its other half", async () => {
  const processes = (): string =>
    spawnSync("pgrep", ["-f", join(directory, "handler")], { encoding: "utf8" }).stdout.trim();
  await start("seed");
  await vi.waitFor(() => expect(processes().split("\n")).toHaveLength(2), waiting);
  stop();
  await vi.waitFor(() => expect(processes()).toBe(""), waiting);
});

test("roles are told to a runner of hooks that never reads them, and nobody waits for it", async () => {
  await start("cloud");
  const changes = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? "BACKUP" : "MASTER"));
  notify(...changes.map((state) => `INSTANCE "VI_1" ${state} 100`));
  await vi.waitFor(() => expect(read("calls").match(/-f/g)).toHaveLength(30), waiting);
  const told = execFileSync("timeout", ["5", "head", "-n", "60", join(directory, "hooks")]);
  expect(told.toString()).toBe("backup\nprimary\n".repeat(30));
});

test("hooks learn the role after the commit", () => {
  const text = exampleText("cloud").replace(
    "transport: unicast }\n  hooks",
    "transport: unicast, externalCache: true }\n  hooks",
  );
  const handler = render(modelOf(text)).find(({ path }) => path.endsWith("/notify-handler"));
  expect(handler?.content).toMatch(/primary\(\) \{\n    control -c\n    enter primary\n/);
  expect(handler?.content).toMatch(/enter\(\) \{\n(.*\n){2}    tell_hooks "\$1"\n/);
});

test("a resync is sent by the primary and asked for by the backup", async () => {
  await start("seed");
  notify('INSTANCE "VI_1" MASTER 100', "RESYNC");
  await calls("-f -R -B");
  notify('INSTANCE "VI_1" BACKUP 100', "RESYNC");
  await calls("-f -R -B -n");
  expect(read("role")).toBe("backup");
});

test("no line can run a command", async () => {
  await start("seed");
  notify('INSTANCE "VI_1" $(touch pwned) 1', 'INSTANCE "VI_1" `touch$IFS./pwned` 1', "* * *");
  notify('INSTANCE "VI_1" BACKUP 100');
  await vi.waitFor(() => expect(read("role")).toBe("backup"), waiting);
  expect(existsSync(join(directory, "pwned"))).toBe(false);
});
