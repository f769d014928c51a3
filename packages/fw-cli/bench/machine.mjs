import { cpus } from "node:os";

/** What was measured on, and when. */
export function machine() {
  const processors = cpus();
  return `${processors.length} × ${processors[0]?.model ?? "?"}, node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
}

/** Aborts on Ctrl-C, so that labs are removed. */
export function interruptible() {
  const interrupt = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => interrupt.abort(new Error("interrupted")));
  }
  return interrupt.signal;
}
