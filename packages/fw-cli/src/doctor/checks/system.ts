import { readFile } from "node:fs/promises";

import { requirementsOf } from "../../lab/choose-machines.ts";
import { installCommand } from "../../packages/packages.ts";
import { missingRequirements } from "../../packages/requirements.ts";
import { type DoctorOptions, type Finding, findings, isRoot } from "./finding.ts";

/** Whether packages can be installed the way that we know. */
export async function checkOs(): Promise<Finding> {
  return judgeOs(await readFile("/etc/os-release", "utf8").catch(() => ""));
}

/** @param release text of os-release(5) */
export function judgeOs(release: string): Finding {
  const { ok, warn } = findings("os", "Operating system");
  const field = (name: string): string =>
    new RegExp(`^${name}=["']?([^"'\n]*)`, "m").exec(release)?.[1] ?? "";
  const name = field("PRETTY_NAME") || field("ID") || "unknown";
  const family = [field("ID"), ...field("ID_LIKE").split(" ")];
  if (family.includes("debian")) return ok(name);
  return warn(
    `${name} is not of the Debian family`,
    "install the listed packages in this system's own way",
  );
}

/** Whether the guests' instructions are this processor's. */
export async function checkArchitecture(): Promise<Finding> {
  const { ok, fail } = findings("architecture", "Processor");
  if (process.arch === "x64") return ok("x86-64");
  return fail(`${process.arch}: the base image is for x86-64`, "run the lab on an x86-64 machine");
}

/** Whether this Node.js is recent enough. */
export async function checkNode(): Promise<Finding> {
  return judgeNode(process.versions.node);
}

const OLDEST_NODE = [20, 19] as const;

/** @param version as in `20.19.1` */
export function judgeNode(version: string): Finding {
  const { ok, fail } = findings("node", "Node.js");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const recent = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return recent ? ok(version) : fail(version, `install Node.js ${OLDEST_NODE.join(".")} or later`);
}

/** Whether all commands and files are there that the lab uses. */
export async function checkPackages({ env, model }: DoctorOptions): Promise<Finding> {
  const { ok, fail } = findings("packages", "Host packages");
  const missing = await missingRequirements(env, isRoot(), requirementsOf("qemu", model));
  if (missing.length === 0) return ok("all are installed");
  const names = [...new Set(missing.map((item) => item.package))];
  const reasons = missing.map((item) => `${item.package} (${item.purpose})`);
  return fail(
    `missing: ${[...new Set(reasons)].join(", ")}`,
    installCommand(names, isRoot()).join(" "),
  );
}
