/** What a desktop needs beyond the base, without the kernel. */
export const desktopPackages: readonly string[] = [
  "fonts-dejavu-core",
  "icewm",
  // A session on the screen that logind knows.
  "libpam-systemd",
  "spice-vdagent",
  "x11-xserver-utils",
  "xclip",
  "xinit",
  "xserver-xorg-core",
  "xserver-xorg-input-libinput",
  "xserver-xorg-video-qxl",
  "xterm",
];

/** Folders of kernel modules for hardware and file systems that no virtual machine has. */
const modules = [
  "drivers/ata",
  "drivers/bluetooth",
  "drivers/comedi",
  "drivers/gpu/drm/amd",
  "drivers/gpu/drm/gma500",
  "drivers/gpu/drm/i915",
  "drivers/gpu/drm/nouveau",
  "drivers/gpu/drm/radeon",
  "drivers/gpu/drm/vmwgfx",
  "drivers/hwmon",
  "drivers/iio",
  "drivers/infiniband",
  "drivers/input/joystick",
  "drivers/input/touchscreen",
  "drivers/isdn",
  "drivers/media",
  "drivers/mmc",
  "drivers/mtd",
  "drivers/net/can",
  "drivers/net/ethernet",
  "drivers/net/phy",
  "drivers/net/wireless",
  "drivers/nvme",
  "drivers/platform",
  // Of SCSI only what disks behind USB need, which is not in folders of its own.
  "drivers/scsi/*",
  "drivers/staging",
  "drivers/target",
  "drivers/usb/gadget",
  "drivers/usb/serial",
  "drivers/watchdog",
  "fs/btrfs",
  "fs/ceph",
  "fs/f2fs",
  "fs/gfs2",
  "fs/nfs",
  "fs/nfsd",
  "fs/ocfs2",
  "fs/smb",
  "fs/xfs",
  "net/bluetooth",
  "net/mac80211",
  "net/wireless",
  "sound",
];

/** Paths that dpkg does not unpack, beside those of the base. */
export const desktopExcludedPaths: readonly string[] = [
  ...modules.map((folder) => `/lib/modules/*/kernel/${folder}/*`),
  // Neither the X server nor the window manager draws in three dimensions.
  "/usr/lib/*/dri/*",
  "/usr/lib/*/libLLVM*",
  "/usr/lib/*/libz3*",
  // Formats of pictures that the window manager could show, and never does: video stills, PostScript, PDF.
  "/usr/lib/*/libaom*",
  "/usr/lib/*/libgs.so*",
  "/usr/lib/*/libx265*",
  "/usr/share/ghostscript/*",
  "/usr/share/poppler/*",
  // cpp comes with xrdb, which the session does not call.
  "/usr/lib/gcc/*",
  // The index files one level above must stay: packages' own scripts look at them.
  "/usr/share/icons/*/*/*",
];
