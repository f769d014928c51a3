import { describe, expect, it } from "vitest";

import { initCommands, initScript } from "./guest/init.ts";
import { enabledUnits, maskedUnits } from "./guest/units.ts";
import { recipeId } from "./recipe-id.ts";
import { imageRecipe, recipeFor } from "./recipe.ts";

describe("recipeId", () => {
  it("is the same for the same recipe, whatever the order of its fields", () => {
    const turned = Object.fromEntries(Object.entries(imageRecipe).toReversed());
    expect(recipeId({ ...imageRecipe, ...turned })).toBe(recipeId(imageRecipe));
    expect(recipeId(imageRecipe)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
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

describe("the recipe", () => {
  it("names each package and each file once, and files relative to the root", () => {
    const paths = imageRecipe.files.map((file) => file.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => path.startsWith("/") || path.includes(".."))).toEqual([]);
    expect(new Set(imageRecipe.packages).size).toBe(imageRecipe.packages.length);
  });

  it("does not turn off what it turns on", () => {
    expect(enabledUnits.filter((unit) => maskedUnits.includes(unit))).toEqual([]);
  });

  it("holds no host key and no machine identity", () => {
    expect(imageRecipe.customize).toContain("/etc/ssh/ssh_host_*");
    expect(imageRecipe.customize).toContain(": >/etc/machine-id");
  });

  it("gives the first process every command that it calls", () => {
    const ofTheShell =
      "case continue do done esac exec export for if read stop then tries until while";
    const known = new Set([...ofTheShell.split(" "), ...initCommands]);
    const called = initScript.matchAll(/(?:^|[|;(]|do|then)\s*([a-z_]+) /gm);
    const unknown = [...called].map(([, name = ""]) => name).filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });
});

describe("recipeFor", () => {
  const plain = { packages: [], diskGiB: 10 };

  it("is the usual recipe when the config asks for nothing, or for what is there", () => {
    expect(recipeId(recipeFor(plain))).toBe(recipeId(imageRecipe));
    expect(recipeFor({ ...plain, packages: ["curl"] })).toEqual(imageRecipe);
  });

  it.each([
    ["packages", { ...plain, packages: ["nano"] }],
    ["disk", { ...plain, diskGiB: 20 }],
  ])("makes another image for other %s", (_field, image) => {
    expect(recipeId(recipeFor(image))).not.toBe(recipeId(imageRecipe));
  });

  it("installs the config's packages and sizes the disk", () => {
    const recipe = recipeFor({ packages: ["nano", "vim"], diskGiB: 20 });
    expect(recipe.packages.slice(-2)).toEqual(["nano", "vim"]);
    expect(recipe.disk).toEqual({ ...imageRecipe.disk, bytes: 21_474_836_480 });
  });
});
