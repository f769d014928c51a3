import { execa } from "execa";
import { z } from "zod";

import { FwError } from "../../errors.ts";
import { shell } from "../../guest/shell.ts";
import type { InterfaceAddress } from "../driver.ts";

/** A command with all that leads into a node. */
type Argv = readonly [string, ...string[]];

/** Makes a program and its arguments into the command that runs it on one node. */
export type Inside = (argv: readonly string[]) => Argv;

const ipAddresses = z.array(
  z.object({
    ifname: z.string(),
    address: z.string().optional(),
    addr_info: z.array(
      z.object({ local: z.string().optional(), prefixlen: z.number().optional() }),
    ),
  }),
);

/** What asks a node ends within this time: a file may be a pipe that nobody writes to. */
function limits(signal: AbortSignal | undefined) {
  const time = { timeout: 15_000, killSignal: "SIGKILL" } as const;
  return { ...time, ...(signal && { cancelSignal: signal }) };
}

/** Reads a file; undefined when it is absent. */
export async function readNodeFile(
  inside: Inside,
  path: string,
  signal?: AbortSignal,
): Promise<Buffer | undefined> {
  const [file, ...args] = inside(["cat", "--", path]);
  const reading = { encoding: "buffer", reject: false, stripFinalNewline: false } as const;
  const options = { ...reading, ...limits(signal) };
  const result = await execa(file, args, options);
  signal?.throwIfAborted();
  return result.exitCode === 0 ? Buffer.from(result.stdout) : undefined;
}

/** A file to write on a node. */
interface NodeFile {
  readonly path: string;
  readonly content: Buffer;
  readonly mode: number;
}

/** @throws FwError `E_GUEST` when it cannot be written */
export async function writeNodeFile(
  inside: Inside,
  { path, content, mode }: NodeFile,
  signal?: AbortSignal,
): Promise<void> {
  const [file, ...args] = inside(shell("write-file", path, mode.toString(8)));
  const result = await execa(file, args, { input: content, reject: false, ...limits(signal) });
  if (result.exitCode === 0) return;
  signal?.throwIfAborted();
  throw new FwError("E_GUEST", `cannot write ${path}: ${result.stderr || result.shortMessage}`);
}

/** What `ip address show` says. */
export async function nodeAddresses(
  inside: Inside,
  signal?: AbortSignal,
): Promise<readonly InterfaceAddress[]> {
  const [file, ...args] = inside(["ip", "-json", "address", "show"]);
  const { stdout } = await execa(file, args, limits(signal));
  return ipAddresses.parse(JSON.parse(stdout)).flatMap(({ ifname, address, addr_info }) =>
    addr_info.map(({ local, prefixlen }): InterfaceAddress => ({
      iface: ifname,
      mac: address,
      address: `${local ?? ""}/${prefixlen ?? ""}`,
    })),
  );
}
