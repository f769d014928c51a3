// @ts-check
// Times a desktop of the lab at the repository's root as a user meets it, with the images in the cache,
// and prints a table. With --build it also builds the desktop's image anew, in a cache of its own.
// Needs the build, the packages that `fw doctor --install` brings, and those of the tests' viewer.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

import { execa } from "execa";

import { ensureImage, planImage } from "../dist/image/image.js";
import { desktopRecipe } from "../dist/image/recipe.js";
import { machine } from "./machine.mjs";

const BIN = new URL("../bin.js", import.meta.url).pathname;
const CONFIG = new URL("../../../fw.config.yaml", import.meta.url).pathname;
const VIEWER = new URL("../test/desktop/agent-viewer.py", import.meta.url).pathname;
const KEYS = 20;
const KEY_A = 0x1e;
const MB = 1_000_000;
const PATIENCE_MS = 60_000;

const dir = mkdtempSync(join(tmpdir(), "fw-bench-"));
const env = { FW_STATE_DIR: dir };

/** @param {string[]} argv */
const fw = (...argv) => execa(process.execPath, [BIN, ...argv], { env, stdin: "ignore" });
/** @param {string} script */
const inGuest = async (script) => {
  const session = ["env", "DISPLAY=:0", "XAUTHORITY=/home/user/.Xauthority", "sh", "-c", script];
  return (await fw("exec", "client", "--", ...session)).stdout;
};

/** @param {() => Promise<unknown>} work @returns {Promise<number>} seconds */
async function seconds(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Boots the client; returns when a command that is typed into its terminal is obeyed. */
async function bootUntilUsable() {
  await fw("power", "client", "off");
  return seconds(async () => {
    await fw("power", "client", "on");
    for (;;) {
      await sleep(300);
      // `>a`, in the user's home; the machine's boot removes it.
      const pressed = await fw("key", "client", "shift-dot", "a", "ret").catch(() => undefined);
      if (pressed === undefined) continue;
      const obeyed = await inGuest("rm /home/user/a").then(
        () => true,
        () => false,
      );
      if (obeyed) return;
    }
  });
}

/** @typedef {{ event: string, ms?: number, text?: string, width?: number, height?: number }} Said */

/** A viewer by order; see the head of its program. */
async function openViewer() {
  const child = execa("/usr/bin/python3", [VIEWER], { reject: false, buffer: false });
  /** @type {Said[]} */
  const said = [];
  createInterface({ input: child.stdout }).on("line", (line) => said.push(JSON.parse(line)));
  /** @param {object} words */
  const order = (words) => child.stdin.write(`${JSON.stringify(words)}\n`);
  /** @param {(said: Said) => boolean} isIt @param {number} from @returns {Promise<Said>} */
  const hear = async (isIt, from = 0) => {
    const started = performance.now();
    for (;;) {
      const found = said.slice(from).find(isIt);
      if (found !== undefined) return found;
      if (performance.now() - started > PATIENCE_MS)
        throw new Error(`the viewer said only ${JSON.stringify(said)}`);
      await sleep(1);
    }
  };
  order({ "unix-path": join(dir, "omarine-lab/nodes/client/spice.sock") });
  await hear(({ event }) => event === "picture");
  await hear(({ event }) => event === "agent");
  return {
    /** Orders it and returns what is said about that. @param {object} words @param {(said: Said) => boolean} isIt */
    async ask(words, isIt) {
      const from = said.length;
      order(words);
      return hear(isIt, from);
    },
    order,
    hear,
    /** How much it has said. */
    length: () => said.length,
    async close() {
      child.stdin.end();
      await child;
    },
  };
}

/** With what else the processors had to do: a busy host makes everything slow. @type {Record<string, { measured: string, wanted: string, load: string }>} */
const table = {};

/** @param {string} what @param {number} value @param {string} wanted */
function note(what, value, wanted) {
  const load = (loadavg()[0] ?? NaN).toFixed(1);
  table[what] = { measured: value < 10 ? value.toFixed(1) : value.toFixed(0), wanted, load };
  console.log(`${what}: ${table[what].measured}, load ${load}`);
}

async function withViewer() {
  const viewer = await openViewer();
  try {
    const keys = [];
    for (let key = 0; key < KEYS; key += 1) {
      await sleep(200);
      const { ms = NaN } = await viewer.ask({ press: KEY_A }, ({ event }) => event === "changed");
      keys.push(ms);
    }
    note("key to changed picture, median (ms)", median(keys), "≤ 100");

    const text = "0123456789abcde\n".repeat(MB / 16);
    const hash = createHash("sha256").update(text).digest("hex");
    const toGuest = await seconds(async () => {
      viewer.order({ copy: text });
      while (!(await inGuest("xclip -selection clipboard -o | sha256sum")).startsWith(hash));
    });
    note("1 MB copied on the host, pasted in the guest (s)", toGuest, "≤ 2");
    await inGuest("xclip -selection clipboard -o > /tmp/text");
    const toHost = await seconds(async () => {
      const from = viewer.length();
      const copied = inGuest("xclip -selection clipboard -i /tmp/text > /dev/null 2>&1");
      await viewer.hear((one) => one.event === "pasted" && one.text === text, from);
      await copied;
    });
    note("1 MB copied in the guest, pasted on the host (s)", toHost, "≤ 2");

    const file = join(dir, "file.bin");
    writeFileSync(file, Buffer.alloc(5 * MB, "fw"));
    const drop = await seconds(() =>
      viewer.ask({ drop: file }, ({ event }) => event === "dropped"),
    );
    note("5 MB file dropped (s)", drop, "≤ 3");

    for (const size of [
      [1180, 760],
      [823, 595],
    ]) {
      const resize = await seconds(() =>
        viewer.ask(
          { size },
          ({ event, width = 0 }) => event === "picture" && Math.abs(width - (size[0] ?? 0)) < 8,
        ),
      );
      note(`window of ${size.join("×")}, and the screen (s)`, resize, "≤ 4");
    }
  } finally {
    await viewer.close();
  }
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** The cached image of the desktop, or one that is built now. */
async function image() {
  const XDG_CACHE_HOME = process.argv.includes("--build") ? dir : process.env["XDG_CACHE_HOME"];
  const { signal } = new AbortController();
  const cache = XDG_CACHE_HOME === undefined ? {} : { XDG_CACHE_HOME };
  const options = { env: { ...process.env, ...cache }, signal };
  await ensureImage(options, desktopRecipe);
  return planImage(options, desktopRecipe);
}

try {
  console.log(machine());
  const { bytes, buildSeconds } = await image();
  note("image (MB)", bytes / MB, "≤ 600");
  note("its build (s)", buildSeconds, "≤ 150");
  await fw("up", "--config", CONFIG);
  note("until the terminal obeys, beside the pair (s)", await bootUntilUsable(), "≤ 60");
  for (const name of ["fw-1", "fw-2"]) await fw("power", name, "off");
  note("the same, alone (s)", await bootUntilUsable(), "≤ 40");
  await withViewer();
  console.table(table);
} finally {
  await execa(process.execPath, [BIN, "down", "--purge", "--lab", "omarine-lab"], {
    env,
    reject: false,
  });
  rmSync(dir, { recursive: true, force: true });
}
