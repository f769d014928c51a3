// @ts-check
// Times the lab as a user meets it, with the base image in the cache, and prints two tables.
// With --netns only the lab in namespaces.
// Needs the build, and the packages that `fw doctor --install` brings.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { execa } from "execa";

import { headlessSeed } from "../test/headless-seed.mjs";

const BIN = new URL("../bin.js", import.meta.url).pathname;
const ROUNDS = 5;

const dir = mkdtempSync(join(tmpdir(), "fw-bench-"));
const CONFIG = join(dir, "fw.config.yaml");
writeFileSync(CONFIG, headlessSeed());
const env = { FW_STATE_DIR: dir };

/** @param {string[]} argv @returns {Promise<number>} seconds */
async function seconds(...argv) {
  const started = performance.now();
  await execa(process.execPath, argv, { env, stdin: "ignore" });
  return (performance.now() - started) / 1000;
}

/** @param {() => Promise<number>} measure */
async function best(measure) {
  const times = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await measure());
  return Math.min(...times);
}

/** Resident memory of the lab's machines in MiB, what they share counted once (PSS). */
function machinesMemory() {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const kib = pids.map((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      if (!command.startsWith("qemu-system") || !command.includes(dir)) return 0;
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kib.reduce((sum, value) => sum + value, 0) / 1024;
}

/** The lab in namespaces, several times: the median of what a user waits for. */
async function netnsTimes() {
  const ups = [];
  const downs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ups.push(await seconds(BIN, "up", "--driver", "netns", "--config", CONFIG));
    downs.push(await seconds(BIN, "down", "--purge"));
  }
  return { up: median(ups), down: median(downs) };
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The lab in virtual machines, and the program itself. */
async function virtualMachines() {
  await execa(process.execPath, [BIN, "image", "build"], { env, stdin: "ignore" });
  const bare = await best(() => seconds("-e", ""));
  const help = await best(() => seconds(BIN, "--help"));
  const up = await seconds(BIN, "up", "--config", CONFIG);
  const memory = machinesMemory();
  const status = await best(() => seconds(BIN, "status", "--json"));
  const down = await seconds(BIN, "down", "--purge");
  console.table({
    "fw up until verified (s)": { measured: up.toFixed(1), wanted: "≤ 60" },
    "memory of all machines (MiB)": { measured: memory.toFixed(0), wanted: "≤ 2560" },
    "fw status (s)": { measured: status.toFixed(2), wanted: "≤ 0.4" },
    "fw --help over bare Node (ms)": {
      measured: ((help - bare) * 1000).toFixed(0),
      wanted: "≤ 150",
    },
    "fw down --purge (s)": { measured: down.toFixed(2), wanted: "" },
  });
}

try {
  const netns = await netnsTimes();
  console.table({
    "fw up --driver netns until verified (s)": { median: netns.up.toFixed(2), wanted: "≤ 3" },
    "fw down of it (s)": { median: netns.down.toFixed(2), wanted: "≤ 1" },
  });
  if (!process.argv.includes("--netns")) await virtualMachines();
} finally {
  await execa(process.execPath, [BIN, "down", "--purge", "--lab", "omarine-lab"], {
    env,
    reject: false,
  });
  rmSync(dir, { recursive: true, force: true });
}
