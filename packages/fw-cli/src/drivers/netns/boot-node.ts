import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

import type { Node } from "fw-config";

import { FwError } from "../../errors.ts";
import { shell, shellText } from "../../guest/shell.ts";
import { isTheKernels, OTHER_KERNEL } from "./kernel-features.ts";
import { addressPlan } from "./links.ts";
import type { Inside } from "./node-io.ts";
import type { Service } from "./services.ts";

/**
 * Brings a node's system up, in its namespaces and with its cables plugged.
 *
 * @throws FwError `E_GUEST` with the complaint of what failed
 */
export async function bootNode(
  inside: Inside,
  node: Node,
  system: {
    readonly services: readonly Service[];
    /** The folder with the node's rendered files. */
    readonly files: string;
  },
): Promise<void> {
  const words = system.services.flatMap(serviceWords);
  const boot = shell("boot-node", system.files, node.name, shellText("supervise"), ...words);
  const [file, ...args] = inside(boot);
  const child = spawn(file, args, { stdio: ["pipe", "ignore", "pipe"], cwd: "/" });
  child.stdin?.on("error", () => undefined); // it may fail before it reads
  child.stdin?.end(`${addressPlan(node).join("\n")}\n`);
  const [said, [code, signal]] = await Promise.all([
    child.stderr === null ? "" : text(child.stderr),
    once(child, "close"),
  ]);
  if (code === 0) return;
  const hint = isTheKernels(said)
    ? { hint: `this host's kernel may lack that: ${OTHER_KERNEL}` }
    : {};
  throw new FwError(
    "E_GUEST",
    `${node.name} does not start: ${said.trim() || `ended by ${signal}`}`,
    hint,
  );
}

/** What boot-node.sh is told of a service. */
function serviceWords(service: Service): readonly string[] {
  const { name, runtimeDirectories, restartSeconds, command, before, after } = service;
  const commands = [command, before.join("\n"), after.join("\n")];
  return [name, runtimeDirectories.join(" "), String(restartSeconds), ...commands];
}
