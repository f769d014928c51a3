import type { Model, Node } from "../model/types.ts";
import { generatedBy, type Artifact } from "./artifact.ts";
import { notifier } from "./firewall-facts.ts";
import { notifyFifo, notifyHandler, roleFile } from "./paths.ts";

/**
 * The program that reads keepalived's notifications and hands the connections' states over.
 *
 * A script a notification would be started in parallel with the next one; a reader of the FIFO
 * keeps the order. On the primary the commit comes first, because until it is done packets of
 * known connections are dropped; flush, resync and bulk update follow.
 */
export function renderNotifyHandler(model: Model, node: Node): Artifact {
  const { kind, name } = notifier(model);
  return {
    host: node.name,
    path: notifyHandler,
    mode: 0o755,
    content: `#!/bin/sh
# ${generatedBy}
set -u

fifo=${notifyFifo}
role_file=${roleFile}
role=

# What is written to standard output goes to the journal.
log() {
    printf '%s\\n' "$*"
}

control() {
    conntrackd "$1" 3<&- || log "conntrackd $1 failed with code $?"
}

# Readers see the old word or the new one, never half of it.
enter() {
    role=$1
    printf '%s\\n' "$1" >"$role_file.new" && mv -f "$role_file.new" "$role_file"
    log "role: $1"
}

primary() {
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

# What it was before it was started again; what came meanwhile waits in the FIFO.
[ ! -r "$role_file" ] || read -r role <"$role_file"

[ -p "$fifo" ] || mkfifo -m 600 "$fifo" || exit 1
# Open for reading and writing, so that the end of a writer is not the end of the file.
exec 3<>"$fifo"

while read -r kind name state rest <&3; do
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
  };
}
