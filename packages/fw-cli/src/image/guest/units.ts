/** Units that start at boot. Everything else is off until a machine's own files turn it on. */
export const enabledUnits: readonly string[] = [
  "console-getty.service",
  // On a machine that has a screen; see its condition.
  "getty@tty1.service",
  "qemu-guest-agent.service",
  "systemd-networkd.service",
];

/** Units that cost boot time and do nothing for a firewall in a lab; each is linked to /dev/null. */
export const maskedUnits: readonly string[] = [
  // The root file system is mounted read-write by our init, and the image has its users and files.
  "ldconfig.service",
  "systemd-firstboot.service",
  "systemd-hwdb-update.service",
  "systemd-journal-catalog-update.service",
  "systemd-remount-fs.service",
  "systemd-repart.service",
  "systemd-sysusers.service",
  "systemd-update-done.service",
  // The journal is in memory only.
  "systemd-journal-flush.service",
  "systemd-journald-audit.socket",
  // Device nodes come from the kernel's devtmpfs.
  "kmod-static-nodes.service",
  "systemd-tmpfiles-setup-dev.service",
  // Hardware, file systems and boot methods that the virtual machine does not have.
  "cryptsetup.target",
  "dev-hugepages.mount",
  "dev-mqueue.mount",
  "integritysetup.target",
  "modprobe@configfs.service",
  "modprobe@dm_mod.service",
  "modprobe@drm.service",
  "modprobe@efi_pstore.service",
  "modprobe@fuse.service",
  "modprobe@loop.service",
  "proc-sys-fs-binfmt_misc.automount",
  "sys-fs-fuse-connections.mount",
  "sys-kernel-config.mount",
  "sys-kernel-debug.mount",
  "sys-kernel-tracing.mount",
  "systemd-binfmt.service",
  "systemd-boot-system-token.service",
  "systemd-pcrmachine.service",
  "systemd-pcrphase-sysinit.service",
  "systemd-pcrphase.service",
  "systemd-random-seed.service",
  "veritysetup.target",
  // The serial console is served by console-getty; sessions and passwords are not managed.
  "serial-getty@ttyS0.service",
  "systemd-ask-password-console.path",
  "systemd-ask-password-wall.path",
  "systemd-initctl.socket",
  "systemd-logind.service",
  "systemd-update-utmp-runlevel.service",
  "systemd-update-utmp.service",
  // Housekeeping for machines that live long.
  "apt-daily-upgrade.timer",
  "apt-daily.timer",
  "dpkg-db-backup.timer",
  "e2scrub_all.timer",
  "e2scrub_reap.service",
  "fstrim.timer",
  "systemd-tmpfiles-clean.timer",
  "systemd-timesyncd.service",
  // Readiness is asked for by the lab, not waited for at boot.
  "systemd-networkd-wait-online.service",
];

/** systemd's generators that stay; each of the others is a process at every boot. */
export const keptGenerators: readonly string[] = [
  "systemd-fstab-generator",
  "systemd-run-generator",
];

/** udev's rules that stay: disks, the guest agent's port, names of links, tags for systemd. */
export const keptUdevRules: readonly string[] = [
  "50-udev-default.rules",
  "60-block.rules",
  "60-qemu-guest-agent.rules",
  "75-net-description.rules",
  "80-drivers.rules",
  "80-net-setup-link.rules",
  "99-systemd.rules",
];

/** The kernel's subsystems whose devices udev looks at during boot. */
export const coldplugged: readonly string[] = ["block", "net", "virtio", "virtio-ports"];
