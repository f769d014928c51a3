import { shell } from "../guest/shell.ts";

/** Bytes of a log after which it starts anew; as many are kept of the older part. */
const LOG_BYTES = 4 * 1024 ** 2;

/** What a program under {@link withCappedLog} opens to write to its log. */
export const CAPPED_LOG = "/dev/fd/3";

/** The older part of a log that {@link withCappedLog} keeps. */
export function olderLog(log: string): string {
  return `${log}.1`;
}

/**
 * The command that runs `argv` with {@link CAPPED_LOG} open: its newest text is kept in `log` and
 * {@link olderLog}, however much is written. What a guest can write must not fill the host's disk.
 */
export function withCappedLog(
  argv: readonly string[],
  log: string,
  most: number = LOG_BYTES,
): readonly [string, ...string[]] {
  return shell("keep-log", log, String(most), ...argv);
}

/** The command that runs `argv` with all that it writes in such a log. */
export function withCappedOutput(
  argv: readonly string[],
  log: string,
  most: number = LOG_BYTES,
): readonly [string, ...string[]] {
  return withCappedLog(shell("log-to-3", ...argv), log, most);
}

/** The files of such a log. */
export function logFiles(log: string): readonly string[] {
  return [log, olderLog(log)];
}
