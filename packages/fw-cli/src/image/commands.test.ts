import { describe, expect, test } from "vitest";

import type { AptSetup } from "./apt-setup.ts";
import { buildCommands } from "./commands.ts";
import { imageRecipe } from "./recipe.ts";

const apt: AptSetup = {
  sources: ["deb http://mirror.example/debian bookworm main"],
  keyring: undefined,
  options: ['Acquire::Check-Valid-Until "false"'],
  env: {},
};

const recipe = {
  ...imageRecipe,
  packages: ["a", "b"],
  files: [],
  excludedPaths: ["/usr/share/doc/*"],
};

describe("the commands of a build", () => {
  test("root builds without namespaces of its own", () => {
    const commands = buildCommands(recipe, apt, true);
    expect(commands.map(({ phase, file }) => [phase, file])).toEqual([
      ["files", "tar"],
      ["packages", "mmdebstrap"],
      ["unpack", "tar"],
      ["format", "mke2fs"],
      ["convert", "qemu-img"],
    ]);
    expect(commands[1]?.args).toMatchInlineSnapshot(`
      [
        "--mode=root",
        "--variant=minbase",
        "--format=tar",
        "--include=a,b",
        "--aptopt=APT::Install-Recommends "false"",
        "--aptopt=Acquire::Languages "none"",
        "--aptopt=Acquire::Check-Valid-Until "false"",
        "--dpkgopt=force-unsafe-io",
        "--dpkgopt=path-exclude=/usr/share/doc/*",
        "--customize-hook=tar-in guest.tar /",
        "--customize-hook=upload customize /run/customize",
        "--customize-hook=chroot "$1" sh /run/customize && rm "$1/run/customize"",
        "--customize-hook=download /boot/vmlinuz vmlinuz",
        "--customize-hook=download /boot/initrd initrd",
        "--customize-hook=download /boot/packages packages",
        "--customize-hook=rm "$1/boot/vmlinuz" "$1/boot/initrd" "$1/boot/packages"",
        "bookworm",
        "root.tar",
        "deb http://mirror.example/debian bookworm main",
      ]
    `);
    expect(commands[3]?.args.join(" ")).toMatchInlineSnapshot(
      `"-q -F -t ext4 -L root -m 0 -N 131072 -U 5a0c4ed3-6f1b-4f0e-9d7b-2f8f6a3c1e42 -E hash_seed=5a0c4ed3-6f1b-4f0e-9d7b-2f8f6a3c1e42 -d root disk.raw"`,
    );
  });

  test("an ordinary user borrows ids wherever files of others must be owned", () => {
    const commands = buildCommands(recipe, apt, false);
    expect(commands[1]?.args[0]).toBe("--mode=unshare");
    expect(commands.filter(({ file }) => file === "unshare").map(({ phase }) => phase)).toEqual([
      "unpack",
      "format",
    ]);
  });

  test("a build trusts only the named keyring when there is one", () => {
    const args = buildCommands(recipe, { ...apt, sources: [], keyring: "/k.gpg" }, true)[1]?.args;
    expect(args).toContain("--keyring=/k.gpg");
    expect(args?.at(-1)).toBe("root.tar");
  });
});
