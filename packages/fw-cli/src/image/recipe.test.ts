import { describe, expect, test } from "vitest";

import { desktopEnabledUnits, desktopMaskedUnits } from "./guest/desktop-units.ts";
import { initCommands, initScript } from "./guest/init.ts";
import { enabledUnits, maskedUnits } from "./guest/units.ts";
import { recipeId } from "./recipe-id.ts";
import { desktopRecipe, type ImageRecipe, imageRecipe, recipeFor } from "./recipe.ts";

describe("the id of a recipe", () => {
  test("the id is the same for the same recipe, whatever the order of its fields", () => {
    const turned = Object.fromEntries(Object.entries(imageRecipe).toReversed());
    expect(recipeId({ ...imageRecipe, ...turned })).toBe(recipeId(imageRecipe));
    expect(recipeId(imageRecipe)).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each([
    ["suite", { suite: "trixie" }],
    ["packages", { packages: [...imageRecipe.packages, "nano"] }],
    ["order of packages", { packages: imageRecipe.packages.toReversed() }],
    ["excluded paths", { excludedPaths: [] }],
    ["customize script", { customize: `${imageRecipe.customize}:\n` }],
    ["size of the disk", { disk: { ...imageRecipe.disk, bytes: 1 } }],
    ["date", { epoch: 0 }],
    ["mode of a file", { files: imageRecipe.files.map((file) => ({ ...file, mode: 0o600 })) }],
    ["content of a file", { files: imageRecipe.files.map((file) => ({ ...file, content: "" })) }],
  ])("changes with the %s", (_field, change) => {
    expect(recipeId({ ...imageRecipe, ...change })).not.toBe(recipeId(imageRecipe));
  });
});

const variants = [
  { name: "base", recipe: imageRecipe, enabled: enabledUnits, masked: maskedUnits },
  {
    name: "desktop",
    recipe: desktopRecipe,
    enabled: desktopEnabledUnits,
    masked: desktopMaskedUnits,
  },
];

describe.each(variants)("the recipe of the $name image", ({ name, recipe, enabled, masked }) => {
  test("the recipe names each package and each file once, and files relative to the root", () => {
    const paths = recipe.files.map((file) => file.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => path.startsWith("/") || path.includes(".."))).toEqual([]);
    expect(new Set(recipe.packages).size).toBe(recipe.packages.length);
    expect(recipe.variant).toBe(name);
  });

  test("the recipe turns off nothing that it turns on", () => {
    expect(enabled.filter((unit) => masked.includes(unit))).toEqual([]);
  });

  test("the image holds no host key and no machine identity", () => {
    expect(recipe.customize).toContain("/etc/ssh/ssh_host_*");
    expect(recipe.customize).toContain(": >/etc/machine-id");
  });

  test("the image has one kernel", () => {
    expect(recipe.packages.filter((item) => item.startsWith("linux-image"))).toHaveLength(1);
  });

  test("the screen's text console has a login, only where there is a screen", () => {
    expect(textOf(recipe, "etc/systemd/system/getty@.service.d/autologin.conf")).toContain(
      "--autologin root",
    );
    expect(textOf(recipe, "etc/systemd/system/getty@tty1.service.d/screen.conf")).toContain(
      "ConditionPathExistsGlob=/sys/bus/pci/devices/*/boot_vga",
    );
  });

  test("no script of the recipe holds a placeholder", () => {
    for (const script of [recipe.customize, ...recipe.files.map(({ content }) => content)]) {
      expect(script).not.toMatch(/@[A-Z_]+@/);
    }
  });
});

function textOf(recipe: ImageRecipe, path: string): string {
  const file = recipe.files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`the image has no ${path}`);
  return file.content;
}

describe("the recipe of the desktop image", () => {
  test("the desktop runs only programs that the image brings", () => {
    const programs = desktopRecipe.files.filter(({ path }) => path.startsWith("usr/lib/fw/"));
    const called = desktopRecipe.files.flatMap(({ content }) => [
      ...content.matchAll(/\/(usr\/lib\/fw\/[a-z.-]+)/g),
    ]);
    const brought = new Set(programs.map(({ path }) => path));
    expect(called.length).toBeGreaterThan(3);
    expect(called.map(([, path]) => path).filter((path) => !brought.has(path ?? ""))).toEqual([]);
  });

  test("the desktop image keeps what the base has: its packages but for the kernel, and its files", () => {
    const missing = imageRecipe.packages.filter((name) => !desktopRecipe.packages.includes(name));
    expect(missing).toEqual(["linux-image-cloud-amd64"]);
    const paths = new Set(desktopRecipe.files.map(({ path }) => path));
    expect(imageRecipe.files.filter(({ path }) => !paths.has(path))).toEqual([]);
  });

  test("the desktop image loads the root disk's file system, which its kernel has as a module", () => {
    expect(desktopRecipe.customize).toMatch(/for module in .*\bext4 crc32c_generic;/);
    expect(imageRecipe.customize).not.toMatch(/for module in .*\bext4\b/);
  });

  test("the user's password is locked", () => {
    expect(desktopRecipe.customize).toMatch(/^useradd .*--password '!' user$/m);
  });
});

describe("the first process", () => {
  test("the first process has every command that it calls", () => {
    const ofTheShell =
      "case continue do done esac exec export for if read stop then tries until while";
    const known = new Set([...ofTheShell.split(" "), ...initCommands]);
    const called = initScript.matchAll(/(?:^|[|;(]|do|then)\s*([a-z_]+) /gm);
    const unknown = [...called].map(([, name = ""]) => name).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});

describe("the recipe that a config asks for", () => {
  const plain = { packages: [], diskGiB: 10 };

  test("a config that asks for nothing, or for what is there, has the usual recipe", () => {
    expect(recipeId(recipeFor(plain))).toBe(recipeId(imageRecipe));
    expect(recipeFor({ ...plain, packages: ["curl"] })).toEqual(imageRecipe);
  });

  test.each([
    ["packages", { ...plain, packages: ["nano"] }],
    ["disk", { ...plain, diskGiB: 20 }],
  ])("makes another image for other %s", (_field, image) => {
    expect(recipeId(recipeFor(image))).not.toBe(recipeId(imageRecipe));
  });

  test("the image has the config's packages, and a disk of its size", () => {
    const recipe = recipeFor({ packages: ["nano", "vim"], diskGiB: 20 });
    expect(recipe.packages.slice(-2)).toEqual(["nano", "vim"]);
    expect(recipe.disk).toEqual({ ...imageRecipe.disk, bytes: 21_474_836_480 });
  });

  test("a machine with a desktop has another image, with the config's packages too", () => {
    expect(recipeFor(plain, "desktop")).toEqual(desktopRecipe);
    expect(recipeId(desktopRecipe)).not.toBe(recipeId(imageRecipe));
    const more = recipeFor({ packages: ["nano", "xterm"], diskGiB: 20 }, "desktop");
    expect(more.packages).toEqual([...desktopRecipe.packages, "nano"]);
    expect(more.disk.bytes).toBe(21_474_836_480);
  });
});
