import type { AptSetup } from "./apt-setup.ts";
import type { ImageRecipe } from "./recipe.ts";

/** One command of a build; it runs in the build's own directory. */
export interface BuildCommand {
  readonly phase: BuildPhase;
  readonly file: string;
  readonly args: readonly string[];
}

/** The parts of a build, in order. */
export type BuildPhase = "files" | "packages" | "unpack" | "format" | "convert";

/** File names in the build's directory, which the commands share. */
export const buildFiles = {
  guestDir: "guest",
  guestTar: "guest.tar",
  rootTar: "root.tar",
  rootDir: "root",
  rawDisk: "disk.raw",
  disk: "disk.qcow2",
  kernel: "vmlinuz",
  initrd: "initrd",
  packages: "packages",
} as const;

// An ordinary user owns no other ids, but may borrow a range of them (/etc/subuid) in a namespace.
const asNamespaceRoot = ["unshare", "--user", "--map-root-user", "--map-auto", "--"] as const;

/** The command, so that it may own files of any user and group. */
export function withAllIds(
  root: boolean,
  file: string,
  args: readonly string[],
): readonly [string, ...string[]] {
  return root ? [file, ...args] : [...asNamespaceRoot, file, ...args];
}

/** The commands that make the image of `recipe`. */
export function buildCommands(
  recipe: ImageRecipe,
  apt: AptSetup,
  root: boolean,
): readonly BuildCommand[] {
  const f = buildFiles;
  const owned = (phase: BuildPhase, command: string, ...rest: readonly string[]): BuildCommand => {
    const [file, ...args] = withAllIds(root, command, rest);
    return { phase, file, args };
  };
  return [
    { phase: "files", file: "tar", args: guestTarArgs(recipe) },
    { phase: "packages", file: "mmdebstrap", args: mmdebstrapArgs(recipe, apt, root) },
    owned(
      "unpack",
      "tar",
      "--extract",
      `--file=${f.rootTar}`,
      `--directory=${f.rootDir}`,
      "--numeric-owner",
      "--same-owner",
      "--same-permissions",
      "--xattrs",
      "--xattrs-include=*",
      // Only the machine's own root may make device nodes; the guest's kernel brings its own.
      "--exclude=./dev/*",
    ),
    owned("format", "mke2fs", ...formatArgs(recipe)),
    {
      phase: "convert",
      file: "qemu-img",
      args: ["convert", "-f", "raw", "-O", "qcow2", f.rawDisk, f.disk],
    },
  ];
}

function guestTarArgs(recipe: ImageRecipe): readonly string[] {
  const stable = [
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "--sort=name",
    `--mtime=@${recipe.epoch}`,
  ];
  const files = recipe.files.map((file) => file.path);
  return [
    "--create",
    `--file=${buildFiles.guestTar}`,
    `--directory=${buildFiles.guestDir}`,
    ...stable,
    ...files,
  ];
}

function mmdebstrapArgs(recipe: ImageRecipe, apt: AptSetup, root: boolean): readonly string[] {
  const f = buildFiles;
  const hooks = [
    `tar-in ${f.guestTar} /`,
    `upload customize /run/customize`,
    `chroot "$1" sh /run/customize && rm "$1/run/customize"`,
    `download /boot/vmlinuz ${f.kernel}`,
    `download /boot/initrd ${f.initrd}`,
    `download /boot/packages ${f.packages}`,
    `rm "$1/boot/vmlinuz" "$1/boot/initrd" "$1/boot/packages"`,
  ];
  return [
    `--mode=${root ? "root" : "unshare"}`,
    "--variant=minbase",
    "--format=tar",
    `--include=${recipe.packages.join(",")}`,
    ...aptOptions(apt).map((option) => `--aptopt=${option}`),
    // Nothing of a tree that is thrown away on failure needs to survive a power cut.
    "--dpkgopt=force-unsafe-io",
    ...recipe.excludedPaths.map((path) => `--dpkgopt=path-exclude=${path}`),
    ...(apt.keyring === undefined ? [] : [`--keyring=${apt.keyring}`]),
    ...hooks.map((hook) => `--customize-hook=${hook}`),
    recipe.suite,
    f.rootTar,
    ...apt.sources,
  ];
}

function aptOptions(apt: AptSetup): readonly string[] {
  return ['APT::Install-Recommends "false"', 'Acquire::Languages "none"', ...apt.options];
}

function formatArgs({ disk }: ImageRecipe): readonly string[] {
  const kind = ["-q", "-F", "-t", "ext4", "-L", "root", "-m", "0"];
  const shape = ["-N", String(disk.inodes), "-U", disk.uuid, "-E", `hash_seed=${disk.uuid}`];
  return [...kind, ...shape, "-d", buildFiles.rootDir, buildFiles.rawDisk];
}
