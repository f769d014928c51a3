import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { execa } from "execa";
import type { Node } from "fw-config";

import { shell } from "../guest/shell.ts";
import { makeFolder } from "../host/make-folder.ts";
import type { Outcome, Subject } from "./validator.ts";

const LIMIT_SECONDS = 60;

/** The arguments of unshare for fresh namespaces, apart from the host's network. */
export function unshareArgs(): readonly string[] {
  const user = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  return [...user, "--net", "--mount", "--pid", "--fork", "--kill-child", "--"];
}

/** Runs a program in a fresh network and mount namespace that has the node's interfaces. */
export async function inNamespace(
  { node, scratch, signal }: Pick<Subject, "node" | "scratch" | "signal">,
  argv: readonly string[],
  links: readonly string[] = node === undefined ? [] : veths(node),
  limitSeconds: number = LIMIT_SECONDS,
): Promise<Outcome> {
  const batch = join(scratch, "links");
  await writeFile(batch, links.map((line) => `${line}\n`).join(""));
  const args = [...unshareArgs(), ...shell("check-in-namespace", batch, ...argv)];
  const result = await execa("unshare", args, {
    all: true,
    reject: false,
    stdin: "ignore",
    timeout: limitSeconds * 1000,
    cancelSignal: signal,
    env: { LC_ALL: "C.UTF-8" },
  });
  const notes = result.timedOut ? `no end within ${limitSeconds} s\n` : "";
  return { exitCode: result.exitCode, output: `${notes}${result.all ?? result.shortMessage}` };
}

/** Runs commands one after the other in one such namespace, and returns how each ended. */
export async function allInNamespace(
  subject: Pick<Subject, "node" | "scratch" | "signal">,
  commands: readonly (readonly string[])[],
): Promise<readonly Outcome[]> {
  if (commands.length === 0) return [];
  const dir = join(subject.scratch, "commands");
  await makeFolder(dir);
  const names = commands.map((_, i) => join(dir, String(i).padStart(4, "0")));
  await Promise.all(
    commands.map((argv, i) =>
      writeFile(`${names[i]}.argv`, argv.map((word) => `${word}\0`).join("")),
    ),
  );
  const limit = LIMIT_SECONDS * commands.length;
  const whole = await inNamespace(
    subject,
    shell("check-all", dir, String(LIMIT_SECONDS)),
    undefined,
    limit,
  );
  return Promise.all(names.map((name) => outcomeOf(name, whole)));
}

/** A command that left nothing never began: then the namespace itself has something to say. */
async function outcomeOf(name: string, whole: Outcome): Promise<Outcome> {
  const read = (file: string): Promise<string | undefined> =>
    readFile(file, "utf8").catch(() => undefined);
  const [code, output = ""] = await Promise.all([read(`${name}.code`), read(`${name}.output`)]);
  return code === undefined ? whole : { exitCode: Number(code), output };
}

/** The node's interfaces with their addresses, as `ip -batch` reads them. */
function veths(node: Node): readonly string[] {
  return node.interfaces.flatMap(({ name, addresses }, i) => [
    `link add ${name} type veth peer name fw-peer-${i}`,
    `link set ${name} up`,
    `link set fw-peer-${i} up`,
    ...addresses.map(
      (address) => `address add ${address} dev ${name}${address.includes(":") ? " nodad" : ""}`,
    ),
  ]);
}
