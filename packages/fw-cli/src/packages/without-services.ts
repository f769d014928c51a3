import { shell } from "../guest/shell.ts";

/**
 * The programs by which Debian's maintainer scripts start services (invoke-rc.d(8),
 * deb-systemd-invoke(1p)). Both belong to an essential package.
 */
export const serviceStarters: readonly string[] = [
  "/usr/sbin/invoke-rc.d",
  "/usr/bin/deb-systemd-invoke",
];

/**
 * Words to put before a command of root's that installs packages, so that none of their services
 * starts. A private mount namespace hides the starters from this command alone: nothing has to be
 * undone, also after a crash. The services are still enabled for the next boot: see
 * `disableServices`.
 */
export const withoutServices: readonly string[] = [
  "unshare",
  "--mount",
  "--propagation",
  "private",
  ...shell("hide-starters", ...serviceStarters, "--"),
];
