import type { Artifact } from "../artifact.ts";
import type { RoleName } from "../config/hook.ts";
import type { Hook, Model, Node } from "../model/types.ts";
import { HOOKS_FIFO, HOOKS_PROGRAM } from "./paths.ts";
import { makeFifo, programFile, programService } from "./program.ts";
import { shellWord } from "./shell-word.ts";

/** How much of a program's output is logged. Nobody reads more, and SIGPIPE ends who writes it. */
const mostBytes: number = 16_384;
const mostLines: number = 200;

/** Processes that a program's account may have. */
const mostProcesses: number = 64;

const roles: readonly RoleName[] = ["primary", "backup", "fault"];

function startLine({ name, user, timeoutSeconds, words }: Hook): string {
  const args = [name, user, String(timeoutSeconds), ...words].map(shellWord);
  return `            start ${args.join(" ")}\n`;
}

function roleCase(hooks: readonly Hook[], role: RoleName): string {
  const own = hooks.filter((hook) => hook.on.includes(role));
  return own.length === 0 ? "" : `        ${role})\n${own.map(startLine).join("")}            ;;\n`;
}

/**
 * The program that runs the operator's programs when the role changes.
 *
 * It reads the roles from a FIFO that the notify handler writes to after the commit, and never waits
 * for a program, so that the handler never waits either. Each runs in a process namespace of its own:
 * whatever it began, in whatever session, ends with the namespace's first process, which stays root's,
 * because the kernel forgets whose end ends a process when that changes its user (prctl(2),
 * PR_SET_PDEATHSIG).
 */
export function renderHooks({ ha: { hooks } }: Model, node: Node): Artifact {
  return programFile(
    node,
    HOOKS_PROGRAM,
    `hooks_fifo=${HOOKS_FIFO}
member=${node.name}

# What is written to standard output goes to the journal.
log() {
    printf '%s\\n' "$*"
}

# At most so many bytes and lines, each line with the program's name.
show() {
    {
        stdbuf -o0 head -c ${mostBytes}
        [ "$(head -c 1 | wc -c)" = 0 ] || printf '\\nwrites more than ${mostBytes} bytes\\n'
    } | sed -u -e "s/^/hook $1: /" -e "${mostLines} { s/:.*/: writes more than ${mostLines} lines/; q }"
}

# Becomes a program: its user, its seconds, its words.
confined() {
    user=$1 seconds=$2
    shift 2
    exec unshare --pid --fork --kill-child -- timeout -s KILL "$seconds" \\
        nice -n 10 prlimit --nproc=${mostProcesses} --core=0 -- \\
        setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups \\
        --inh-caps=-all --bounding-set=-all --no-new-privs -- \\
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \\
        FW_ROLE="$role" FW_MEMBER="$member" "$@"
}

# Runs a program to its end: its name, its user, its seconds, its words.
run() {
    name=$1 seconds=$3
    shift
    begun=$(date +%s)
    log "hook $name: begins for the role $role"
    {
        {
            (confined "$@" </dev/null 2>&1 3<&- 4>&-)
            code=$?
            if [ "$code" = 137 ] && [ $(($(date +%s) - begun)) -ge "$seconds" ]; then
                log "hook $name: took longer than $seconds s and was killed" >&4
            else
                log "hook $name: ended with code $code" >&4
            fi
        } | show "$name"
    } 4>&1
}

# Begins a program, in a session that can be ended as a whole.
start() {
    setsid "$0" "$role" "$@" 3<&- &
    running="$running $!"
}

# Ends the programs of the role that has passed, and what they have begun. A program's first process
# ends before its session does, because one that has just begun has no session yet.
end() {
    for session in $running; do
        kill -s KILL "$session" 2>/dev/null
        kill -s KILL -- "-$session" 2>/dev/null &&
            log "a hook of the role $role was still running and is killed"
    done
    running=
}

begin() {
    case $role in
${roles.map((role) => roleCase(hooks, role)).join("")}    esac
}

if [ $# -gt 0 ]; then
    role=$1
    shift
    run "$@"
    exit
fi

role=
running=
trap 'end; exit 0' TERM INT
exec 3<>"$hooks_fifo"
while read -r next <&3; do
    end
    role=$next
    begin
done
`,
  );
}

/**
 * The unit of {@link renderHooks}. What a program may do beyond its own limits is bounded for all of
 * them together: processes, memory, lines in the journal.
 */
export function renderHooksService(node: Node): Artifact {
  return programService(node, "fw-hooks.service", {
    description: "Run the operator's programs when the firewall's role changes",
    after: "network-online.target",
    before: "fw-notify.service",
    prepare: makeFifo(HOOKS_FIFO),
    program: HOOKS_PROGRAM,
    // For becoming the program's user, and for the namespace that ends with it.
    capabilities: "CAP_SETUID CAP_SETGID CAP_SETPCAP CAP_SYS_ADMIN CAP_KILL",
    sandbox: [
      "LogRateLimitBurst=1000",
      "LogRateLimitIntervalSec=30s",
      "MemoryMax=25%",
      "Nice=10",
      "TasksMax=256",
      "RestrictNamespaces=pid",
      "SystemCallFilter=~@clock @cpu-emulation @debug @module @mount @obsolete @raw-io @reboot @swap",
    ],
  });
}
