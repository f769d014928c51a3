import type { Service } from "./services.ts";

/**
 * Prepares a node's own view of the files: private memory at /run, empty homes and temporary
 * folders in place of the host's, and its rendered files over the host's /etc and /usr/local, where
 * it may write too. The working directory is the folder with the rendered files, which a home may hold.
 */
const MOUNTS = `
mount -t tmpfs -o mode=755 tmpfs /run
mount -t sysfs sysfs /sys
empty() { [ ! -d "$2" ] || mount -t tmpfs -o "mode=$1" tmpfs "$2"; }
empty 700 /root
empty 755 /home
empty 1777 /tmp
empty 1777 /var/tmp
mkdir -p /run/lock /run/fw-node
for place in etc usr/local; do
  [ -d "$place" ] || continue
  layer=/run/fw-node/$(echo "$place" | tr / -)
  mkdir -p "$layer/files" "$layer/work"
  cp -R --preserve=mode "$place/." "$layer/files"
  mount -t overlay -o "lowerdir=/$place,upperdir=$layer/files,workdir=$layer/work" overlay "/$place"
done
# Rules that the host's owner keeps for the host are not the node's.
[ ! -d /etc/nftables.d ] || [ -d etc/nftables.d ] || mount -t tmpfs tmpfs /etc/nftables.d
`;

/** The number of connections is the kernel's, not a namespace's: only that one setting may be refused. */
const KERNEL = `
if [ -f /etc/sysctl.d/60-fw.conf ]; then
  refused=$(sysctl -q -p /etc/sysctl.d/60-fw.conf 2>&1 >/dev/null | grep -v nf_conntrack_max) || true
  [ -z "$refused" ] || { echo "$refused" >&2; exit 1; }
fi
[ ! -f /etc/nftables.conf ] || nft -f /etc/nftables.conf
`;

/**
 * Runs one service for ever, as its unit's Restart=always would. SIGTERM stops it for good; SIGUSR1
 * restarts it without the pause that follows a failure.
 */
const SUPERVISE = `#!/bin/sh
name=$1; seconds=$2; command=$3; before=$4; after=$5
echo $$ >"/run/fw-node/$name.pid"
stop= ; again= ; child=
trap 'stop=1; [ -z "$child" ] || kill -TERM "$child"' TERM
trap 'again=1; [ -z "$child" ] || kill -TERM "$child"' USR1
while [ -z "$stop" ]; do
  sh -c "$before"
  : >"/run/fw-node/$name.prepared"
  sh -c "exec $command" & child=$!
  echo $child >"/run/fw-node/$name.main"
  wait "$child"; while kill -0 "$child" 2>/dev/null; do wait "$child"; done
  child=
  sh -c "$after"
  [ -n "$stop$again" ] || { echo "fw: $name ended, it starts again"; sleep "$seconds"; }
  again=
done
rm -f "/run/fw-node/$name.pid"
`;

/** Stops the services in the order given, each after the one before is gone. */
export const STOP = `
for name; do
  pid=$(cat "/run/fw-node/$name.pid" 2>/dev/null) || continue
  kill -TERM "$pid" 2>/dev/null
  while [ -e "/run/fw-node/$name.pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
done`;

/** Restarts the supervised service $1, and returns when its new process has begun. */
export const RESTART = `
old=$(cat "/run/fw-node/$1.main") && kill -USR1 "$(cat "/run/fw-node/$1.pid")" || exit 1
while [ "$(cat "/run/fw-node/$1.main")" = "$old" ]; do sleep 0.01; done`;

/** Runs the commands of $2 and on for the service $1, of whose main process they may speak. */
export const RUN = `
export MAINPID=$(cat "/run/fw-node/$1.main" 2>/dev/null); shift
for command; do sh -c "$command" || exit; done`;

/**
 * The shell program that brings a node's system up. Its arguments: the folder
 * with the rendered files, and the node's name; its standard input: the lines
 * for `ip -batch`.
 */
export function bootScript(services: readonly Service[]): string {
  return [
    'set -eu; cd "$1"; hostname "$2"',
    MOUNTS,
    "ip -batch -",
    KERNEL,
    "cd /",
    `cat >/run/fw-node/supervise <<'EOF'\n${SUPERVISE}EOF`,
    ...services.map(startLine),
  ].join("\n");
}

function startLine(service: Service): string {
  const { name, runtimeDirectories, before, command, after, restartSeconds } = service;
  const words = [name, String(restartSeconds), command, before.join("\n"), after.join("\n")]
    .map(quoted)
    .join(" ");
  return [
    ...runtimeDirectories.map((directory) => `mkdir -p ${quoted(`/run/${directory}`)}`),
    `setsid sh /run/fw-node/supervise ${words} </dev/null 2>&1 &`,
    // As systemd does, which starts the next unit when this one's ExecStartPre is through.
    `until [ -e ${quoted(`/run/fw-node/${name}.prepared`)} ]; do sleep 0.01; done`,
  ].join("\n");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
