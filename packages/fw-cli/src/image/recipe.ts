import type { Image as ImageSettings } from "fw-config";

import { shellText } from "../guest/shell.ts";
import { desktopExcludedPaths, desktopPackages } from "./desktop-packages.ts";
import { customizeScript } from "./guest/customize.ts";
import { desktopFiles } from "./guest/desktop-files.ts";
import {
  desktopColdplugged,
  desktopEnabledUnits,
  desktopMaskedUnits,
  desktopPciClasses,
  desktopUdevRules,
} from "./guest/desktop-units.ts";
import { type GuestFile, guestFiles } from "./guest/files.ts";
import { desktopInitModules, initModules } from "./guest/init.ts";
import { coldplugged, enabledUnits, keptUdevRules, maskedUnits } from "./guest/units.ts";
import type { ImageVariant } from "./variant.ts";

/** All that decides what is in an image. */
export interface ImageRecipe {
  readonly variant: ImageVariant;
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

/** Has the conntrack helpers, netem, VLANs and bonding; what it lacks is desktop hardware. */
const CLOUD_KERNEL = "linux-image-cloud-amd64";

/** Has a driver for the screen, and USB. */
const FULL_KERNEL = "linux-image-amd64";

/** The image of every machine without a desktop, of a lab whose config asks for nothing more. */
export const imageRecipe: ImageRecipe = {
  variant: "base",
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
    CLOUD_KERNEL,
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
  files: guestFiles({ enabledUnits, coldplugged, pciClasses: [] }),
  customize: customizeScript({ maskedUnits, keptUdevRules, initModules }),
  disk: { bytes: 10 * 1024 ** 3, inodes: 131_072, uuid: "5a0c4ed3-6f1b-4f0e-9d7b-2f8f6a3c1e42" },
  epoch: 1_700_000_000,
};

/** The image of every machine with a desktop, of a lab whose config asks for nothing more. */
export const desktopRecipe: ImageRecipe = {
  ...imageRecipe,
  variant: "desktop",
  packages: [
    ...imageRecipe.packages.map((name) => (name === CLOUD_KERNEL ? FULL_KERNEL : name)),
    ...desktopPackages,
  ],
  excludedPaths: [...imageRecipe.excludedPaths, ...desktopExcludedPaths],
  files: [
    ...guestFiles({
      enabledUnits: desktopEnabledUnits,
      coldplugged: desktopColdplugged,
      pciClasses: desktopPciClasses,
    }),
    ...desktopFiles,
  ],
  customize:
    shellText("customize-desktop") +
    customizeScript({
      maskedUnits: desktopMaskedUnits,
      keptUdevRules: desktopUdevRules,
      initModules: desktopInitModules,
    }),
};

const recipes: Readonly<Record<ImageVariant, ImageRecipe>> = {
  base: imageRecipe,
  desktop: desktopRecipe,
};

/** The image of a lab's machines of one variant, with what the lab's config asks for. */
export function recipeFor(
  { packages, diskGiB }: ImageSettings,
  variant: ImageVariant = "base",
): ImageRecipe {
  const recipe = recipes[variant];
  const more = packages.filter((name) => !recipe.packages.includes(name));
  return {
    ...recipe,
    packages: [...recipe.packages, ...more],
    disk: { ...recipe.disk, bytes: diskGiB * 1024 ** 3 },
  };
}
