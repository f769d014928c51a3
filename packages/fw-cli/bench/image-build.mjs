// @ts-check
// Builds the base image into an empty cache and prints the seconds of each phase.
// The packages come from the network, so the first numbers depend on the mirror.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureImage } from "../dist/image/image.js";

const LIMIT = 120;

const cache = await mkdtemp(join(tmpdir(), "fw-bench-"));
const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());
try {
  await ensureImage({
    env: { ...process.env, XDG_CACHE_HOME: cache },
    signal: interrupted.signal,
    onEvent: ({ percent, message }) =>
      console.log(
        `${seconds().toFixed(1).padStart(6)} s  ${String(percent).padStart(3)} %  ${message}`,
      ),
  });
  console.log(`image build: ${seconds().toFixed(1)} s (at most ${LIMIT} s wanted)`);
} finally {
  await rm(cache, { recursive: true, force: true });
}
