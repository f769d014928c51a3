import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, it } from "vitest";

import { describeFiles, IMAGE_FILES } from "../src/image/manifest.ts";
import { inFolder, SEED } from "./fw.ts";

it.each([[["image", "build"]], [["up"]]])(
  "fw %j plans the image that the config asks for",
  async (command) => {
    const { dir, fw } = await inFolder();
    const file = join(dir, "more.yaml");
    const more = "\nimage: { packages: [nano], diskGiB: 3 }\n";
    await writeFile(file, (await readFile(SEED, "utf8")) + more);
    const usual = await fw(...command, "--config", SEED, "--dry-run");
    const { code, stdout } = await fw(...command, "--config", file, "--dry-run");
    expect(code).toBe(0);
    expect(stdout).toMatch(/mmdebstrap .*--include=\S+,vim-tiny,nano /);
    expect(usual.stdout).not.toContain("nano");
  },
);

/** An image in the cache of the folder whose files are there, and hold nothing. */
async function addImage(dir: string, id: string): Promise<void> {
  const image = join(dir, ".cache", "fw-cli", "images", id);
  await mkdir(image, { recursive: true });
  for (const name of IMAGE_FILES) await writeFile(join(image, name), "");
  const about = { version: 1, id, suite: "bookworm", builtAt: "2026-01-01T00:00:00Z" };
  const made = { buildSeconds: 1, files: await describeFiles(image), packages: {} };
  await writeFile(join(image, "manifest.json"), JSON.stringify({ ...about, ...made }));
}

it("fw image build --variant plans that image, with what the config asks for", async () => {
  const { dir, fw } = await inFolder();
  const file = join(dir, "more.yaml");
  await writeFile(file, `${await readFile(SEED, "utf8")}\nimage: { packages: [nano] }\n`);
  const build = ["image", "build", "--variant", "desktop", "--dry-run"];
  const { stdout } = await fw(...build, "--config", file, "--json");
  const plan = JSON.parse(stdout) as { images: object[]; variant: string; commands: string[][] };
  expect(plan).toMatchObject({ variant: "desktop", cached: false, buildSeconds: 110 });
  expect(plan.images).toMatchObject([{ variant: "desktop", commands: plan.commands }]);
  expect(plan.commands.flat().join(" ")).toMatch(/--include=\S+,linux-image-amd64,\S+,nano /);
  expect((await fw(...build)).stdout).not.toContain("nano");
  expect(await fw("image", "build", "--variant", "kiosk")).toMatchObject({ code: 2 });
});

it("fw image list and prune know what the config needs that is named or here", async () => {
  const { dir, fw } = await inFolder();
  const file = join(dir, "fw.config.yaml");
  const idFor = async (config: string, ...more: readonly string[]): Promise<string> => {
    const build = ["image", "build", "--config", config, "--dry-run", "--json"];
    const { stdout } = await fw(...build, ...more);
    return (JSON.parse(stdout) as { image: { id: string } }).image.id;
  };
  await writeFile(file, `${await readFile(SEED, "utf8")}\nimage: { packages: [nano] }\n`);
  const desktop = await idFor(SEED, "--variant", "desktop");
  const [usual, asked, old] = [await idFor(SEED), await idFor(file), "00000000000000bb"];
  for (const id of [usual, asked, desktop, old]) await addImage(dir, id);

  const current = async (...argv: readonly string[]): Promise<ReadonlySet<string>> => {
    const { stdout } = await fw("image", "list", ...argv);
    const lines = stdout.split("\n").filter((line) => line.endsWith("  current"));
    return new Set(lines.map((line) => line.split(" ", 1)[0] ?? ""));
  };
  expect(await current()).toEqual(new Set([usual, asked, desktop]));
  expect(await current("--config", SEED)).toEqual(new Set([usual, desktop]));

  expect((await fw("image", "prune")).stdout).toMatch(new RegExp(`^removed .*${old}\n$`));
  const other = await fw("image", "prune", "--config", SEED);
  expect(other.stdout).toMatch(new RegExp(`^removed .*${asked}\n$`));
  await writeFile(file, "name: [");
  expect(await fw("image", "prune")).toMatchObject({ code: 1, stdout: "" });
});
