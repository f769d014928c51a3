import type { Artifact } from "../artifact.ts";
import type { Model, Node } from "../model/types.ts";
import { CONTROL_SOCKET, STALE_FILE, SYNC_WATCH } from "./paths.ts";
import { programFile, programService } from "./program.ts";

interface Looks {
  /** Time between two looks at the sync, in seconds. */
  readonly seconds: number;
  /** conntrackd sends a sign of life every second; this many silent looks are three of them missed. */
  readonly silent: number;
  /** Looks, that of the request included, after which everything has arrived. */
  readonly arrival: number;
}

/** A look starts half a dozen processes: under emulation, each half second, half a processor. */
function looksOf({ profile }: Model): Looks {
  return profile === "tcg"
    ? { seconds: 3, silent: 2, arrival: 2 }
    : { seconds: 0.5, silent: 6, arrival: 3 };
}

/**
 * The program that judges whether this firewall's copies of its peer's connections are complete.
 *
 * conntrackd itself has no such notion, and starts empty after a crash without telling anybody.
 * The program asks for a resync when conntrackd was started again or when the peer is heard again,
 * and marks the copies as stale until that is done. keepalived lowers the priority meanwhile, so
 * that a preferred firewall does not take over connections that it does not know. A primary is
 * never stale, and neither firewall leaves its role because the sync link alone is lost.
 */
export function renderSyncWatch(model: Model, node: Node): Artifact {
  const looks = looksOf(model);
  return programFile(
    node,
    SYNC_WATCH,
    `stale_file=${STALE_FILE}
stale=
socket=
last=
silent=${looks.silent}
arriving=${looks.arrival}

# Packets that conntrackd has received from the peer; nothing when it does not answer.
received() {
    conntrackd -s network 2>/dev/null | while read -r _ _ _ count unit _; do
        [ "$unit" != Pckts ] || printf '%s\\n' "$count"
    done
}

is_primary() {
    [ -r "$role_file" ] && read -r role <"$role_file" && [ "$role" = primary ]
}

# keepalived reads the file when it is closed after writing.
mark() {
    [ "$stale" != "$1" ] || return
    stale=$1
    printf '%s\\n' "$1" >"$stale_file"
    [ "$1" = 0 ] || printf 'the copies of the peer are incomplete\\n'
}

request_resync() {
    arriving=${looks.arrival}
    printf 'RESYNC\\n' 1<>"$fifo"
}

# conntrackd makes its socket anew when it starts.
is_new() {
    before=$socket
    socket=$(stat -c '%i %Z' ${CONTROL_SOCKET} 2>/dev/null)
    [ "$socket" != "$before" ]
}

look() {
    now=$(received)
    if [ -z "$now" ]; then
        socket=
        silent=${looks.silent}
    elif is_new; then
        request_resync
        silent=${looks.silent}
        [ "$now" = 0 ] || silent=0
    elif [ "$now" != "$last" ] && [ "$silent" -ge ${looks.silent} ]; then
        request_resync
        silent=0
    elif [ "$now" != "$last" ]; then
        silent=0
    else
        silent=$((silent + 1))
    fi
    last=$now
    [ "$silent" -ge ${looks.silent} ] || [ "$arriving" = 0 ] || arriving=$((arriving - 1))
}

while :; do
    look
    if is_primary || { [ "$silent" -lt ${looks.silent} ] && [ "$arriving" = 0 ]; }; then
        mark 0
    else
        mark 1
    fi
    sleep ${looks.seconds}
done
`,
  );
}

/** The unit of {@link renderSyncWatch}. */
export function renderSyncWatchService(node: Node): Artifact {
  return programService(node, "fw-sync-watch.service", {
    description: "Watch whether the copies of the peer's connections are complete",
    after: "conntrackd.service fw-notify.service",
    // Before it has looked, nothing is known of the peer.
    prepare: `/bin/sh -c 'echo 1 >${STALE_FILE}'`,
    program: SYNC_WATCH,
  });
}
