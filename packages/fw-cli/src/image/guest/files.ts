import { initScript } from "./init.ts";

/** A file of the image; owned by root. */
export interface GuestFile {
  /** Relative to the root directory. */
  readonly path: string;
  /** Permission bits. */
  readonly mode: number;
  readonly content: string;
}

/** What of our own files differs between variants of the image. */
export interface GuestSettings {
  readonly enabledUnits: readonly string[];
  /** The kernel's subsystems whose devices udev looks at during boot. */
  readonly coldplugged: readonly string[];
  /** PCI classes of the devices that udev finds the driver of. */
  readonly pciClasses: readonly string[];
}

function preset(units: readonly string[]): string {
  return `${units.map((unit) => `enable ${presetName(unit)}`).join("\n")}\ndisable *\n`;
}

/** An instance is enabled by its template's name and its own (systemd.preset(5)). */
function presetName(unit: string): string {
  return unit.replace(/@([^.]+)(\..*)$/, "@$2 $1");
}

const serialLogin = `[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin root --noclear --keep-baud console 115200 $TERM
`;

// Who has the machine's screen and keyboard stands before it, as on the serial console.
const screenLogin = `[Service]
ExecStart=
ExecStart=-/sbin/agetty --autologin root --noclear - $TERM
`;

// A file that only graphics cards have.
const onlyWithScreen = `[Unit]
ConditionPathExistsGlob=/sys/bus/pci/devices/*/boot_vga
`;

function coldplug({ coldplugged, pciClasses }: GuestSettings): string {
  const trigger = "-udevadm trigger --type=devices --action=add";
  const subsystems = coldplugged.map((name) => `--subsystem-match=${name}`).join(" ");
  const classes = pciClasses.map((code) => `--subsystem-match=pci --attr-match=class=${code}`);
  const commands = [subsystems, ...classes].map((match) => `ExecStart=${trigger} ${match}\n`);
  return `[Service]\nExecStart=\n${commands.join("")}`;
}

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

/** Our own files in a guest, whatever its part in the lab. */
export function guestFiles(settings: GuestSettings): readonly GuestFile[] {
  return [
    text("etc/default/locale", "LANG=C.UTF-8\n"),
    text("etc/fstab", "# The root disk is mounted by the initial RAM disk.\n"),
    text("etc/hostname", "guest\n"),
    text("etc/systemd/journald.conf.d/lab.conf", journal),
    text("etc/systemd/system-preset/00-lab.preset", preset(settings.enabledUnits)),
    text("etc/systemd/system/console-getty.service.d/autologin.conf", serialLogin),
    text("etc/systemd/system/getty@.service.d/autologin.conf", screenLogin),
    text("etc/systemd/system/getty@tty1.service.d/screen.conf", onlyWithScreen),
    text("etc/systemd/system/qemu-guest-agent.service.d/lab.conf", quietAgent),
    text("etc/systemd/system/ssh-host-key.service", hostKey),
    text("etc/systemd/system/ssh.service.d/host-key.conf", hostKeyForSsh),
    text("etc/systemd/system/systemd-udev-trigger.service.d/lab.conf", coldplug(settings)),
    program("usr/lib/fw/init", initScript),
  ];
}

/** A file that is read. */
export function text(path: string, content: string): GuestFile {
  return { path, mode: 0o644, content };
}

/** A file that is run. */
export function program(path: string, content: string): GuestFile {
  return { path, mode: 0o755, content };
}
