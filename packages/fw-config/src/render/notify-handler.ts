import type { Artifact } from "../artifact.ts";
import { notifier } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { HOOKS_FIFO, NOTIFY_FIFO, NOTIFY_HANDLER } from "./paths.ts";
import { makeFifo, programFile, programService } from "./program.ts";

/** How the states are handed over when the backup keeps them in conntrackd. */
const withExternalCache: string = `primary() {
    control -c
    enter primary
    control -f
    control -R
    control -B
}

# The peer was primary as well, behind a broken link: take over what only it has seen.
reconcile() {
    log "a second primary gave way: committing its connections"
    control -c
    control -R
    control -B
}

backup() {
    enter backup
    control -t
    control -n
}

fault() {
    enter fault
    control -t
}
`;

/**
 * How they are handed over when the backup has them in its kernel already: nothing to commit,
 * and nothing to send, because the peer has them too. `-t` must not be used: after a minute it
 * empties the kernel's table. What is sent again is deleted and created again in the peer's
 * kernel, and its word that an expectation is gone comes back: seen as an FTP transfer that
 * died in every second orderly change of the primary.
 *
 * The kernel reports no packet that only keeps an entry alive. Without being told again the
 * backup's copies of long streams would expire.
 */
const withoutExternalCache: string = `primary() {
    enter primary
    control -f
    control -R
}

# The peer was primary as well, behind a broken link: give it what only this side has seen.
reconcile() {
    log "a second primary gave way: sending it all connections"
    control -R
    control -B
}

backup() {
    enter backup
}

fault() {
    enter fault
}

# Tells the peer again about connections that live on; an expectation would not survive that.
refresh() {
    while sleep 60; do
        [ "$(cat "$role_file")" = primary ] && [ -z "$(conntrackd -i exp)" ] || continue
        control -R
        control -B
    done
}
refresh 3<&- &
refresher=$!
trap 'kill "$refresher"; exit 0' TERM INT
`;

/**
 * How the operator's programs learn the role: never by waiting for one. The FIFO has room for
 * thousands of roles that nobody has read, and keeps them while its reader is started again.
 */
const tellHooks: string = `tell_hooks() {
    printf '%s\\n' "$1" >&4
}
[ -p ${HOOKS_FIFO} ] || mkfifo -m 600 ${HOOKS_FIFO} || exit 1
exec 4<>${HOOKS_FIFO}

`;

/**
 * The program that reads keepalived's notifications and hands the connections' states over.
 *
 * A script a notification would be started in parallel with the next one; a reader of the FIFO
 * keeps the order. With an external cache the commit comes first, because until it is done
 * packets of known connections are dropped; flush, resync and bulk update follow.
 */
export function renderNotifyHandler(model: Model, node: Node): Artifact {
  const { kind, name } = notifier(model);
  const hooked = model.ha.hooks.length > 0;
  return programFile(
    node,
    NOTIFY_HANDLER,
    `role=

# What is written to standard output goes to the journal.
log() {
    printf '%s\\n' "$*"
}

control() {
    conntrackd "$1" 3<&- || log "conntrackd $1 failed with code $?"
}

${hooked ? tellHooks : ""}# Readers see the old word or the new one, never half of it.
enter() {
    role=$1
    printf '%s\\n' "$1" >"$role_file.new" && mv -f "$role_file.new" "$role_file"
${hooked ? '    tell_hooks "$1"\n' : ""}    log "role: $1"
}

${model.ha.externalCache ? withExternalCache : withoutExternalCache}
# The link or a daemon of the sync was away. Reliable delivery does not outlive conntrackd.
resync() {
    case $role in
        primary) control -B ;;
        *) control -n ;;
    esac
}

# What it was before it was started again; what came meanwhile waits in the FIFO.
[ ! -r "$role_file" ] || read -r role <"$role_file"

[ -p "$fifo" ] || mkfifo -m 600 "$fifo" || exit 1
# Open for reading and writing, so that the end of a writer is not the end of the file.
exec 3<>"$fifo"

while read -r kind name state rest <&3; do
    [ "$kind" != RESYNC ] || { resync; continue; }
    case "$state $kind $name" in
        MASTER_RX_LOWER_PRI*) ;;
        *' ${kind} "${name}"') ;;
        *) continue ;;
    esac
    case $state in
        MASTER) [ "$role" = primary ] || primary ;;
        MASTER_RX_LOWER_PRI) [ "$role" != primary ] || reconcile ;;
        BACKUP) [ "$role" = backup ] || backup ;;
        FAULT | STOP | DELETED) [ "$role" = fault ] || fault ;;
        *) log "unknown state: $state $rest" ;;
    esac
done
`,
  );
}

/**
 * Whoever starts first makes the FIFO, but never keepalived itself: it removes a FIFO of its own
 * making when it stops, and from then on the handler would read a file that nobody writes to.
 */
export const makeNotifyFifo: string = makeFifo(NOTIFY_FIFO);

/** The unit of {@link renderNotifyHandler}. */
export function renderNotifyService(node: Node): Artifact {
  return programService(node, "fw-notify.service", {
    description: "Hand the connections' states over when the firewall's role changes",
    after: "conntrackd.service",
    prepare: makeNotifyFifo,
    program: NOTIFY_HANDLER,
  });
}
