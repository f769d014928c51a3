import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

import type { Driver } from "../drivers/driver.ts";
import { FwError } from "../errors.ts";

/** What a finished program on a node left. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program on a node and collects what it wrote. */
export async function capture(
  driver: Driver,
  node: string,
  argv: readonly [string, ...string[]],
  signal: AbortSignal,
): Promise<Outcome> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const written = Promise.all([text(stdout), text(stderr)]);
  try {
    const exitCode = await driver.exec(node, { argv, stdout, stderr, signal });
    stdout.end();
    stderr.end();
    const [out, err] = await written;
    return { exitCode, stdout: out.trimEnd(), stderr: err.trimEnd() };
  } finally {
    stdout.end();
    stderr.end();
  }
}

/** The file in which the notify handler of a firewall writes its role. */
export const ROLE_FILE = "/run/fw-ha/role";

/** What keepalived made of a firewall. */
export type Role = "primary" | "backup" | "fault";

/** The role that a node has now; undefined before keepalived spoke, and on a node that is no firewall. */
export async function readRole(driver: Driver, node: string): Promise<Role | undefined> {
  const word = (await driver.readFile(node, ROLE_FILE))?.toString("utf8").trim();
  return word === "primary" || word === "backup" || word === "fault" ? word : undefined;
}

/** Waits until the node's systemd has started everything, and nothing failed. */
export async function waitForSystem(
  driver: Driver,
  node: string,
  signal: AbortSignal,
): Promise<void> {
  const { stdout } = await capture(
    driver,
    node,
    ["systemctl", "is-system-running", "--wait"],
    signal,
  );
  if (stdout === "running") return;
  const failed = await capture(
    driver,
    node,
    ["systemctl", "--failed", "--no-legend", "--plain"],
    signal,
  );
  throw new FwError(
    "E_NOT_READY",
    `${node}: systemd is ${stdout || "unknown"}:\n${failed.stdout}`,
    {
      hint: `look at it: fw exec ${node} -- journalctl -b -p warning`,
    },
  );
}

/** Polls `probe` until it answers with a value. */
export async function waitFor<T>(
  probe: () => Promise<T | undefined>,
  limits: {
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly failure: () => Promise<FwError>;
  },
): Promise<T> {
  const started = performance.now();
  for (;;) {
    limits.signal.throwIfAborted();
    const value = await probe();
    if (value !== undefined) return value;
    if (performance.now() - started > limits.timeoutMs) throw await limits.failure();
    await sleep(POLL_MS, undefined, { signal: limits.signal });
  }
}

const POLL_MS = 250;
const HA_MS = 60_000;

/** Waits until keepalived has given the firewall a role. */
export async function waitForRole(
  driver: Driver,
  node: string,
  wanted: readonly Role[],
  signal: AbortSignal,
): Promise<Role> {
  const failure = async (): Promise<FwError> => {
    const { stdout } = await capture(
      driver,
      node,
      ["journalctl", "-b", "-u", "keepalived", "-n", "5", "-o", "cat"],
      signal,
    );
    return new FwError(
      "E_NOT_READY",
      `${node}: keepalived is not ${wanted.join(" or ")} after ${HA_MS / 1000} s; it said last:\n${stdout}`,
    );
  };
  const probe = async (): Promise<Role | undefined> => {
    // A busy guest that does not answer now is asked again.
    const role = await readRole(driver, node).catch(() => undefined);
    return role !== undefined && wanted.includes(role) ? role : undefined;
  };
  return waitFor(probe, { timeoutMs: HA_MS, signal, failure });
}

/** Waits until conntrackd answers on the node and the sync link carries. */
export async function waitForStateSync(
  driver: Driver,
  node: string,
  syncInterface: string,
  signal: AbortSignal,
): Promise<void> {
  const check = `conntrackd -s >/dev/null && test "$(cat /sys/class/net/${syncInterface}/operstate)" = up`;
  const run = (): Promise<Outcome> => capture(driver, node, ["sh", "-c", check], signal);
  await waitFor(async () => ((await run()).exitCode === 0 ? true : undefined), {
    timeoutMs: HA_MS,
    signal,
    failure: async () =>
      new FwError("E_NOT_READY", `${node}: conntrackd does not answer: ${(await run()).stderr}`, {
        hint: `look at it: fw exec ${node} -- journalctl -b -u conntrackd`,
      }),
  });
}
