#!/usr/bin/env node
// @ts-check
// Runs the README's two commands on a machine that has Debian's smallest system and Node alone.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { buildMachine, CLONE } from "./fresh/build-machine.mjs";
import { Machine } from "./fresh/machine.mjs";
import { readmeCommands } from "./fresh/readme-commands.mjs";
import { lastRun } from "./fresh/report.mjs";

const HELP = `usage: sudo scripts/fresh-machine.mjs [--keep] [--shell] [--dir DIR]

Builds a machine of Debian's smallest system, ca-certificates and this Node in a folder, enters it
with namespaces of its own, and runs the README's two commands in a clean clone of HEAD there.
Packages come from where apt and npm of this host get theirs. Needs root, mmdebstrap and git, and
the packages' dist (pnpm build).

  --keep      leave the machine's folder when all is over
  --shell     open a shell in the machine after the commands
  --dir DIR   make the folder in DIR (default: /var/tmp); it grows to 8 GB
  --help      print this text

The result goes to docs/lab/fresh-machine.md. Exit code: 0 when both commands pass, 1 when one
fails, 2 for wrong usage, 130 after Ctrl-C.`;

const repository = new URL("..", import.meta.url).pathname;
const options = parseOptions();
if (options === undefined) process.exitCode = 2;
else if (options.help) console.log(HELP);
else process.exitCode = await withFolder(options);

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        keep: { type: "boolean", default: false },
        shell: { type: "boolean", default: false },
        dir: { type: "string", default: "/var/tmp" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help || process.getuid?.() === 0) return values;
    console.error("fresh-machine: only root can build and enter a machine: use sudo");
  } catch (error) {
    console.error(
      `fresh-machine: ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`,
    );
  }
  return undefined;
}

/**
 * @param {{ keep: boolean, shell: boolean, dir: string }} given
 * @returns {Promise<number>} the exit code
 */
async function withFolder({ keep, shell, dir }) {
  const interrupt = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => interrupt.abort());
  const folder = mkdtempSync(join(dir, "fresh-machine-"));
  try {
    return await tryCommands(join(folder, "root"), shell, interrupt.signal);
  } catch (error) {
    if (interrupt.signal.aborted) return 130;
    throw error;
  } finally {
    if (keep)
      console.log(`fresh-machine: kept; remove it with: rm -rf --one-file-system ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {boolean} shell
 * @param {AbortSignal} signal
 */
async function tryCommands(root, shell, signal) {
  const { commit, suite, env } = await buildMachine(root, repository, signal);
  const machine = await Machine.start(root, env, signal);
  try {
    const before = await packagesOf(machine);
    const commands = [];
    for (const command of readmeCommands(readFileSync(join(repository, "README.md"), "utf8"))) {
      console.log(`fresh-machine: $ ${command}`);
      const started = performance.now();
      const { code, output } = await machine.run(CLONE, ["sh", "-c", command]);
      signal.throwIfAborted();
      commands.push({ command, code, output, seconds: (performance.now() - started) / 1000 });
    }
    const run = { commit, suite, commands, before, after: await packagesOf(machine) };
    const page = lastRun(run, new Date().toISOString().slice(0, 10));
    writeFileSync(join(repository, "docs/lab/fresh-machine.md"), page);
    console.log(page);
    if (shell) await machine.run(CLONE, ["bash"], { interactive: true });
    return commands.every(({ code }) => code === 0) ? 0 : 1;
  } finally {
    await machine.stop();
  }
}

/** @param {Machine} machine */
async function packagesOf(machine) {
  const query = ["dpkg-query", "--show", "--showformat=${Package}\\n"];
  const { output } = await machine.run("/", query, { quiet: true });
  return output.trim().split("\n");
}
