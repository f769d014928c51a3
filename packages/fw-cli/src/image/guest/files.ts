import { initScript } from "./init.ts";
import { coldplugged, enabledUnits } from "./units.ts";

/** A file of the image; owned by root. */
export interface GuestFile {
  /** Relative to the root directory. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly content: string;
}

const preset = `${enabledUnits.map((unit) => `enable ${unit}`).join("\n")}\ndisable *\n`;

const consoleLogin = `[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin root --noclear --keep-baud console 115200 $TERM
`;

const coldplug = `[Service]
ExecStart=
ExecStart=-udevadm trigger --type=devices --action=add ${coldplugged
  .map((subsystem) => `--subsystem-match=${subsystem}`)
  .join(" ")}
`;

// The image has no host key: two machines with one identity would be no lab of two machines.
const hostKey = `[Unit]
Description=Make this machine's SSH host key
ConditionPathExists=!/etc/ssh/ssh_host_ed25519_key
Before=ssh.service

[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key
`;

const hostKeyForSsh = `[Unit]
Wants=ssh-host-key.service
After=ssh-host-key.service
`;

// The agent notes each question it is asked, many a second; the journal is for the daemons.
const quietAgent = `[Service]
LogLevelMax=notice
`;

const journal = `[Journal]
Storage=volatile
RuntimeMaxUse=16M
Audit=no
`;

/** Our own files in every guest, whatever its part in the lab. */
export const guestFiles: readonly GuestFile[] = [
  text("etc/default/locale", "LANG=C.UTF-8\n"),
  text("etc/fstab", "# The root disk is mounted by the initial RAM disk.\n"),
  text("etc/hostname", "guest\n"),
  text("etc/systemd/journald.conf.d/lab.conf", journal),
  text("etc/systemd/system-preset/00-lab.preset", preset),
  text("etc/systemd/system/console-getty.service.d/autologin.conf", consoleLogin),
  text("etc/systemd/system/qemu-guest-agent.service.d/lab.conf", quietAgent),
  text("etc/systemd/system/ssh-host-key.service", hostKey),
  text("etc/systemd/system/ssh.service.d/host-key.conf", hostKeyForSsh),
  text("etc/systemd/system/systemd-udev-trigger.service.d/lab.conf", coldplug),
  { path: "usr/lib/fw/init", mode: 0o755, content: initScript },
];

function text(path: string, content: string): GuestFile {
  return { path, mode: 0o644, content };
}
