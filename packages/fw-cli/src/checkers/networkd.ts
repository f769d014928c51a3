import { type Checker, pathsThat } from "./checker.ts";
import { inNamespace } from "./namespace-script.ts";
import { real } from "./requirements.ts";

/** Long enough for it to read its files and configure the links. */
const SECONDS = 2;

/** Code of timeout(1) when it had to end the program, as it must here. */
const ENDED_BY_TIMEOUT = 124;

/** `$1` is the machine's folder of files. A private /etc and /sys: nothing of the host's is read. */
const RUN = `set -e
mkdir -p /run/systemd/network /run/systemd/netif
mount -t tmpfs none /etc/systemd/network
mknod -m 666 /run/tun c 10 200 2>/dev/null && mount --bind /run/tun /dev/net/tun || true
cp /etc/group /run/group && (getent group kvm >/dev/null || echo kvm:x:64990: >>/run/group)
mount --bind /run/group /etc/group
mount -t sysfs -o ro none /sys
cp "$1"/* /etc/systemd/network/
export SYSTEMD_LOG_LEVEL=debug SYSTEMD_LOG_TARGET=console
exec timeout -s TERM ${SECONDS} /lib/systemd/systemd-networkd`;

const COMPLAINT = /\/etc\/systemd\/network\/.*(Unknown|Invalid|Failed|ignoring)/i;

/**
 * systemd-networkd itself, as it has no check mode and `systemd-analyze verify` refuses its
 * files. All files of a machine are read in one run.
 */
export const networkdChecker: Checker = {
  name: "systemd-networkd",
  requirements: [real.unshare, real.ip, real.networkd],
  paths: (subject) =>
    pathsThat(subject, (path) => path.startsWith(FOLDER)).length > 0 ? [FOLDER] : [],
  async check(subject, folder) {
    // It drops its privileges to another user, which a user namespace of one's own lacks.
    if (process.getuid?.() !== 0) return { skipped: "it must be started by root; run fw as root" };
    const { exitCode, output } = await inNamespace(subject, [
      ...["sh", "-c", RUN, "sh"],
      subject.root + folder,
    ]);
    const lines = output.split("\n");
    const complaints = lines.filter((line) => COMPLAINT.test(line));
    if (complaints.length > 0) return complaints.join("\n");
    if (exitCode === ENDED_BY_TIMEOUT) return "";
    return `it ended by itself with code ${exitCode}\n${lines.slice(-5).join("\n").trim()}`;
  },
};

const FOLDER = "/etc/systemd/network";
