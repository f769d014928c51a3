/** Bytes of a log after which it starts anew; as many are kept of the older part. */
const LOG_BYTES = 4 * 1024 ** 2;

/** What a program under {@link withCappedLog} opens to write to its log. */
export const CAPPED_LOG = "/dev/fd/3";

/** The older part of a log that {@link withCappedLog} keeps. */
export function olderLog(log: string): string {
  return `${log}.1`;
}

/**
 * Copies what comes to the log as it comes. A full log becomes the older part. What finds no room
 * on the disk is dropped, so that whoever writes never waits for it.
 */
const KEEP = `log=$1 most=$2
shift 2
exec 4>&1
{ "$@" 3>&1 >&4 4>&-; } | {
  exec 4>&-
  while :; do
    if stdbuf -o0 head -c "$most" >>"$log" 2>/dev/null; then
      [ "$(stat -c %s -- "$log")" -ge "$most" ] || exit 0
      mv -f -- "$log" "$log.1"
    else
      [ "$(head -c 65536 | wc -c)" -gt 0 ] || exit 0
    fi
  done
}`;

/**
 * The command that runs `argv` with {@link CAPPED_LOG} open: its newest text is kept in `log` and
 * {@link olderLog}, however much is written. What a guest can write must not fill the host's disk.
 */
export function withCappedLog(
  argv: readonly string[],
  log: string,
  most: number = LOG_BYTES,
): readonly [string, ...string[]] {
  return ["sh", "-c", KEEP, "sh", log, String(most), ...argv];
}
