import type { Image as ImageSettings } from "fw-config";

import { customizeScript } from "./guest/customize.ts";
import { type GuestFile, guestFiles } from "./guest/files.ts";

/** All that decides what is in the base image. */
export interface ImageRecipe {
  /** Debian release. */
  readonly suite: string;
  readonly packages: readonly string[];
  /** Paths that dpkg does not unpack. */
  readonly excludedPaths: readonly string[];
  readonly files: readonly GuestFile[];
  /** Shell script, run in the finished tree. */
  readonly customize: string;
  readonly disk: {
    /** Size of the guest's disk in bytes; it is sparse. */
    readonly bytes: number;
    /** Inodes of the root file system. */
    readonly inodes: number;
    /** UUID of the root file system and of its directory hash, fixed for repeatable builds. */
    readonly uuid: string;
  };
  /** No file is younger, in seconds since 1970 (SOURCE_DATE_EPOCH). */
  readonly epoch: number;
}

/** The base image of every machine of a lab whose config asks for nothing more. */
export const imageRecipe: ImageRecipe = {
  suite: "bookworm",
  packages: [
    "bash",
    "busybox-static",
    "conntrack",
    "conntrackd",
    "curl",
    "dbus",
    "iproute2",
    "iputils-ping",
    "keepalived",
    "kmod",
    "less",
    // Has the conntrack helpers, netem, VLANs and bonding; what it lacks is desktop hardware.
    "linux-image-cloud-amd64",
    // nft reads the names of protocols from its /etc/protocols.
    "netbase",
    "netcat-openbsd",
    "nftables",
    "openssh-server",
    "procps",
    "qemu-guest-agent",
    "systemd",
    "systemd-sysv",
    "tcpdump",
    // The kernel asks for some maker of initial RAM disks; this one is the smallest. We pack our own.
    "tiny-initramfs",
    "udev",
    "vim-tiny",
  ],
  excludedPaths: [
    "/usr/share/bug/*",
    "/usr/share/doc/*",
    "/usr/share/info/*",
    "/usr/share/lintian/*",
    "/usr/share/locale/*",
    "/usr/share/man/*",
  ],
  files: guestFiles,
  customize: customizeScript,
  disk: { bytes: 10 * 1024 ** 3, inodes: 131_072, uuid: "5a0c4ed3-6f1b-4f0e-9d7b-2f8f6a3c1e42" },
  epoch: 1_700_000_000,
};

/** The base image of a lab's machines, with what its config asks for. */
export function recipeFor({ packages, diskGiB }: ImageSettings): ImageRecipe {
  const more = packages.filter((name) => !imageRecipe.packages.includes(name));
  return {
    ...imageRecipe,
    packages: [...imageRecipe.packages, ...more],
    disk: { ...imageRecipe.disk, bytes: diskGiB * 1024 ** 3 },
  };
}
