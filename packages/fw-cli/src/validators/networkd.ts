import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Node } from "fw-config";

import { real } from "./requirements.ts";
import { pathsThat, type ProbeChecker, type Subject } from "./validator.ts";

const FOLDER = "/etc/systemd/network";

/** What the daemon says when it has read all files and looked at all links, however busy the host is. */
const READ = "Enumeration completed";

/** A line of the script's own, apart from those of the daemon's log. */
const LACKS = "fw: lacks ";

/**
 * `$1` is the machine's folder of files, `$2` a file of ip commands, `$3` what the daemon is to
 * make, a line `KIND NAME` or `KIND NAME ADDRESS` each. A private /etc and /sys: nothing of the
 * host's is read, and nobody answers for udev, without which links are configured at once. Kinds
 * that this kernel lacks are not waited for. Process 1 of a namespace cannot be ended by timeout.
 */
const RUN = `set -e
mount -t tmpfs none /run
mkdir -p /run/systemd/network /run/systemd/netif
mount -t tmpfs none /etc/systemd/network
mknod -m 666 /run/tun c 10 200 2>/dev/null && mount --bind /run/tun /dev/net/tun || true
cp /etc/group /run/group && (getent group kvm >/dev/null || echo kvm:x:64990: >>/run/group)
mount --bind /run/group /etc/group
mount -t sysfs -o ro none /sys
cp "$1"/* /etc/systemd/network/
ip link set lo up
ip -batch "$2"
for kind in $(cut -d' ' -f1 "$3" | sort -u); do
  case $kind in
  nic) ;;
  vlan) ip link add link lo name probe type vlan id 1 2>/dev/null || continue; ip link del probe ;;
  *) ip link add probe type "$kind" 2>/dev/null || continue; ip link del probe ;;
  esac
  grep "^$kind " "$3" | cut -d' ' -f2-
done >/run/wanted
lacking() {
  ip -o link | sed -E 's/^[0-9]+: ([^:@]+).*/\\1/' >/run/made
  ip -o address | awk '{ print $2, $4 }' >>/run/made
  grep -vxFf /run/made /run/wanted
}
export SYSTEMD_LOG_LEVEL=debug SYSTEMD_LOG_TARGET=console
/lib/systemd/systemd-networkd >/run/log 2>&1 &
until grep -q '${READ}' /run/log || ! kill -0 $! 2>/dev/null; do sleep 0.03; done
for pause in 0.03 0.06 0.1 0.2 0.4 0.8 1.6 3.2; do
  lacking >/dev/null || break
  sleep $pause
done
cat /run/log
lacking | sed 's/^/${LACKS}/'
kill -9 $!
wait $! 2>/dev/null || true`;

const COMPLAINT = /\/etc\/systemd\/network\/.*(Unknown|Invalid|Failed|ignoring)/i;

/**
 * systemd-networkd itself, as it has no check mode and `systemd-analyze verify` refuses its
 * files. All files of a machine are read in one run; then its links must have their addresses.
 */
export const networkdChecker: ProbeChecker = {
  name: "systemd-networkd",
  requirements: [real.unshare, real.ip, real.networkd],
  paths: (subject) =>
    pathsThat(subject, (path) => path.startsWith(FOLDER)).length > 0 ? [FOLDER] : [],
  async probe(subject, folder) {
    // It drops its privileges to another user, which a user namespace of one's own lacks.
    if (process.getuid?.() !== 0) return { skipped: "it must be started by root; run fw as root" };
    const [links, wanted] = [join(subject.scratch, "cards"), join(subject.scratch, "wanted")];
    await writeFile(links, cards(subject.node).join(""));
    await writeFile(wanted, expectations(subject).join(""));
    return {
      argv: [
        ...["unshare", "--net", "--mount", "--", "sh", "-c", RUN, "sh"],
        ...[subject.root + folder, links, wanted],
      ],
      judge({ exitCode, output }) {
        const lines = output.split("\n");
        const complaints = lines.filter((line) => COMPLAINT.test(line) || line.startsWith(LACKS));
        if (complaints.length > 0) return complaints.join("\n");
        if (exitCode === 0 && output.includes(READ)) return "";
        return `it ended with code ${exitCode}\n${lines.slice(-5).join("\n").trim()}`;
      },
    };
  },
};

/** Bare cards, which the daemon is to configure. */
function cards(node: Node | undefined): readonly string[] {
  return (node?.nics ?? []).flatMap(({ name }, i) => [
    `link add ${name} type veth peer name fw-peer-${i}\n`,
    `link set fw-peer-${i} up\n`,
  ]);
}

/** What the daemon is to make: a machine's addresses, or the bridges and taps of the lab. */
function expectations({ node, model }: Subject): readonly string[] {
  if (node !== undefined) {
    return node.interfaces.flatMap(({ kind, name, addresses }) =>
      addresses.map((address) => `${kind} ${name} ${address}\n`),
    );
  }
  const bridges = new Set(model.networks.map(({ bridge }) => bridge));
  const hosts = model.nodes.flatMap(({ interfaces }) => interfaces);
  return [
    ...[...bridges].map((bridge) => `nic ${bridge}\n`),
    ...model.nodes.flatMap(({ nics }) => nics.map(({ tap }) => `nic ${tap}\n`)),
    ...hosts
      .filter(({ kind }) => kind === "bridge")
      .flatMap(({ name, addresses }) => addresses.map((address) => `nic ${name} ${address}\n`)),
  ];
}
