// @ts-check
import { realpathSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";

const node = dirname(dirname(realpathSync(process.execPath)));

/** Files of no package that may be opened: whose they are, and where they begin. */
const folders = [
  ["the repository", realpathSync(new URL("../..", import.meta.url).pathname)],
  ["temporary files, and file systems that a test mounts", tmpdir(), "/tmp", "/var/tmp", "/mnt"],
  [
    "settings of npm",
    join(homedir(), ".npmrc"),
    "/etc/npmrc",
    "/usr/etc/npmrc",
    join(node, "etc/npmrc"),
  ],
  ["settings of git", join(homedir(), ".gitconfig"), "/etc/gitconfig"],
  [
    "caches and settings of npm, pnpm, turbo and the lab",
    ...[".npm", ".cache", ".config", ".local/share", ".local/state"].map((dir) =>
      join(homedir(), dir),
    ),
  ],
  ["Node's own installation", join(node, "bin/node"), join(node, "lib/node_modules")],
  ["the databases of apt and dpkg", "/var/lib/apt", "/var/lib/dpkg", "/etc/apt"],
  ["keyboard maps that the X server compiles", "/var/lib/xkb"],
].flatMap(([, ...paths]) => paths);

/** What an installation of Debian writes for itself: by the administrator, or by a maintainer script. */
const files = new Set([
  // Accounts (base-passwd, passwd), and the ids that ordinary users may borrow.
  "/etc/passwd",
  "/etc/group",
  "/etc/shadow",
  "/etc/subuid",
  "/etc/subgid",
  // The machine's name, its clock and how it finds others.
  "/etc/hostname",
  "/etc/hosts",
  "/etc/resolv.conf",
  "/etc/machine-id",
  "/var/lib/dbus/machine-id",
  "/etc/fstab",
  "/etc/nsswitch.conf",
  "/etc/localtime",
  "/etc/timezone",
  "/etc/environment",
  "/etc/mtab",
  "/etc/default/locale",
  // Caches of what packages brought, written when they were installed.
  "/etc/ld.so.cache",
  "/usr/lib/locale/locale-archive",
  "/etc/ssl/certs/ca-certificates.crt",
]);

/** What is opened only because it is there, whoever brought it: nothing would miss it. */
const incidental = [
  // zsh's compinit and fish read the completions of all programs.
  /^\/usr\/share\/(zsh\/vendor-completions|fish\/vendor_[^/]+\.d)\//,
  // Python runs the .pth files of its site folders; setuptools' one loads its module.
  /\/dist-packages\/([^/]+\.pth|_distutils_hack\/.*)$/,
  // Modules of the C library's name services, as the administrator's nsswitch.conf names them.
  /\/libnss_[^/]+\.so[.\d]*$/,
  // Ways to log in that libsasl2 loads, whichever there are.
  /\/sasl2\//,
  // What is in /var/cache can be made again, by the File Hierarchy Standard.
  /^\/var\/cache\//,
  // Of all fonts the one that fits best; fontconfig depends on one that always does.
  // Each font may come with settings.
  /^\/usr\/share\/(fonts|fontconfig\/conf\.avail)\//,
  // Each theme of icons has a cache, which GTK's trigger writes.
  /^\/usr\/share\/icons\/[^/]+\/icon-theme\.cache$/,
  // The loader of Vulkan reads what each driver says of itself.
  /^\/usr\/share\/vulkan\//,
  // Chromium loads the library of video acceleration when there is one.
  /\/libva(-\w+)?\.so[.\d]*$/,
  // The C library's names of locales, and its translations.
  /^(\/etc|\/usr\/share\/locale)\/locale\.alias$/,
  /^\/usr\/(share\/locale(-langpack)?|lib\/locale)\//,
];

/** Whether a program opens this file wherever it is, and does without it elsewhere. @param {string} path */
export function isIncidental(path) {
  return incidental.some((pattern) => pattern.test(path));
}

/** A file of no package that is explained above. @param {string} path */
export function exempt(path) {
  return files.has(path) || folders.some((root) => path === root || path.startsWith(`${root}/`));
}

/** The names of the files above by device and inode: below a mount that a test makes they have others. */
export function explainedFiles() {
  return new Map(
    [...files].flatMap((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found === undefined ? [] : [[`${found.dev}:${found.ino}`, path]];
    }),
  );
}

/** The source of a compiled Python module: compiled when its package was installed. @param {string} path */
export function sourceOf(path) {
  return path.replace(/\/__pycache__\/([^/]+)\.cpython-\d+(\.opt-\d)?\.pyc$/, "/$1.py");
}
