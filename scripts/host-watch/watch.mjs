// @ts-check
// Which packages the tests live on: see observe.py for how it is seen, judge.mjs for what is wrong.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname } from "node:path";

import { fileOwners, installedPackages, triggerOwners } from "./dpkg.mjs";
import { exempt, explainedFiles, isIncidental, sourceOf } from "./exempt.mjs";
import { complaints, offenders } from "./judge.mjs";

/** What every Debian machine that can run the README's commands has: the lab asks apt, npm trusts these. */
const given = ["apt", "ca-certificates"];

const OBSERVER = new URL("observe.py", import.meta.url).pathname;

/**
 * Watches what the descendants of this process take from this host.
 *
 * @returns {Promise<(listed: Iterable<string>) => Promise<readonly string[]>>} ends it, and tells
 * what comes from no listed package
 * @throws when this host cannot be watched; the message says why
 */
export async function watchHost() {
  const observer = spawn("/usr/bin/python3", ["-I", "-S", OBSERVER, String(process.pid)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  let problem = "";
  observer.stdout.on("data", (part) => (output += part));
  observer.stderr.on("data", (part) => (problem += part));
  observer.on("error", (error) => (problem += error.message));
  const closed = new Promise((resolve) => observer.once("close", resolve));
  await Promise.race([once(observer.stdout, "data").catch(() => {}), closed]);
  if (!output.startsWith("ready\n")) throw new Error(lastLine(problem));
  return async (listed) => {
    observer.stdin.end();
    await closed;
    const report = /** @type {Report} */ (JSON.parse(output.slice("ready\n".length) || "null"));
    if (report === null) throw new Error(lastLine(problem));
    if (report.lost) throw new Error("the kernel dropped events: some files were not seen");
    return judge(report, listed);
  };
}

/** @typedef {{ path: string, dev: number, ino: number, command: string }} Seen */
/** @typedef {{ files: readonly Seen[], lost: boolean }} Report */

/** @param {Report} report @param {Iterable<string>} listed */
function judge({ files }, listed) {
  const owners = fileOwners();
  const watchers = triggerOwners();
  const explained = explainedFiles();
  const observed = files.map(({ path: seen, dev, ino, command }) => {
    const inode = `${dev}:${ino}`;
    const brought = owners.byInode.get(inode) ?? owners.byPath.get(sourceOf(seen));
    if (brought !== undefined) return { path: seen, owner: brought, command };
    const path = explained.get(inode) ?? seen;
    return { path, owner: watchers.get(dirname(path)), command };
  });
  const own = owners.byPath.get(process.execPath);
  const names = [...given, ...listed, ...(own === undefined ? [] : [own])];
  const installed = installedPackages();
  return complaints(offenders({ observed, installed, listed: names, exempt, isIncidental }));
}

/** @param {string} text */
const lastLine = (text) => text.trim().split("\n").at(-1) || "the observer ended";
