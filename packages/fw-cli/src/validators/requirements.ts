import type { Requirement } from "../packages/requirements.ts";

const purpose = "checks its own file";

/**
 * What `fw check --real` runs on this host. A lab needs none of it: the daemons are in its
 * machines. The packages of keepalived and conntrackd
 * bring services that start by themselves.
 */
export const real = {
  ip: { needs: "ip", package: "iproute2", purpose: "makes the interfaces that files name" },
  unshare: { needs: "unshare", package: "util-linux", purpose: "makes a namespace for each check" },
  keepalived: { needs: "keepalived", package: "keepalived", purpose },
  conntrackd: { needs: "conntrackd", package: "conntrackd", purpose },
  nft: { needs: "nft", package: "nftables", purpose: "loads the ruleset in a namespace" },
  protocols: {
    needs: "/etc/protocols",
    package: "netbase",
    purpose: "names protocols for nft and conntrackd",
  },
  analyze: { needs: "systemd-analyze", package: "systemd", purpose: "checks the units" },
  networkd: {
    needs: "/lib/systemd/systemd-networkd",
    package: "systemd",
    purpose: "reads its own files in a namespace",
  },
  qemu: {
    needs: "qemu-system-x86_64",
    package: "qemu-system-x86",
    purpose: "starts each machine, stopped, and shows its network cards",
  },
  xorg: {
    needs: "/usr/lib/xorg/Xorg",
    package: "xserver-xorg-core",
    purpose: "reads xorg.conf where there is no screen",
  },
  qxl: {
    needs: "/usr/lib/xorg/modules/drivers/qxl_drv.so",
    package: "xserver-xorg-video-qxl",
    purpose: "the driver that xorg.conf names",
  },
  qemuImg: { needs: "qemu-img", package: "qemu-utils", purpose: "makes a disk for that" },
} as const satisfies Readonly<Record<string, Requirement>>;

/** What brings the units that rendered drop-ins extend. */
export const extendedUnits: Readonly<Record<string, Requirement>> = {
  "conntrackd.service": real.conntrackd,
  "keepalived.service": real.keepalived,
  "nftables.service": real.nft,
};
