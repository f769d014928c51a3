import { shellText } from "../../guest/shell.ts";

/**
 * The first process of a guest, run by busybox from our own initial RAM disk:
 * finds the root disk, unpacks the seed over it and hands over to systemd.
 *
 * Kernel arguments: `root=DEVICE` (default `/dev/vda`); `fw.probe=WORD` prints the
 * word on the console and powers off, which proves that the machine runs at all.
 * The seed is a plain tar on a virtio disk whose serial is `fwseed`; the files of
 * the seed before it, which it may no longer hold, are removed first.
 */
export const initScript: string = shellText("init");

/** What {@link initScript} calls; each is a name of busybox. */
export const initCommands: readonly string[] = [
  "cat",
  "echo",
  "grep",
  "insmod",
  "mkdir",
  "mount",
  "poweroff",
  "rm",
  "sh",
  "sleep",
  "switch_root",
  "tar",
  "usleep",
];

/**
 * Loaded before the root disk is mounted, with what they need. The network and the
 * agent's port are here too: it is faster than to let udev find them.
 */
export const initModules: readonly string[] = [
  "virtio_pci",
  "virtio_blk",
  "virtio_net",
  "virtio_console",
];

/** What the kernel of the desktop's image has as modules beside. */
export const desktopInitModules: readonly string[] = [...initModules, "ext4", "crc32c_generic"];
