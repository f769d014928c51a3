import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeEach, describe, expect, it, onTestFinished } from "vitest";

import {
  imageNote,
  imagesOfKeptDisks,
  imagesOfLabs,
  type LabImage,
  noteImagesOfDisks,
} from "./disks.ts";
import { labPaths, type LabPaths } from "./paths.ts";

let dir: string;
let paths: LabPaths;
let io: { env: { FW_STATE_DIR: string }; cwd: string };
let base: LabImage;
let desktop: LabImage;

async function imageFile(id: string): Promise<LabImage> {
  const disk = join(dir, `${id}.qcow2`);
  await writeFile(disk, "");
  return { id, disk, kernel: "/k", initrd: "/i" };
}

async function keptDisk(node: string): Promise<void> {
  await mkdir(paths.node(node).dir, { recursive: true, mode: 0o700 });
  await writeFile(paths.node(node).disk, "");
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "fw-disks-"));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  io = { env: { FW_STATE_DIR: join(dir, "labs") }, cwd: "/" };
  paths = labPaths(io, "lab");
  await mkdir(paths.nodes, { recursive: true, mode: 0o700 });
  base = await imageFile("aaaa");
  desktop = await imageFile("bbbb");
});

describe("the note of what a lab's disks are overlays of", () => {
  it("holds an image for each variant that its machines need", async () => {
    expect(await imagesOfKeptDisks(paths, { client: "desktop" })).toEqual({});
    const nodes = { "fw-1": "base", client: "desktop" } as const;
    await noteImagesOfDisks(paths, { base, desktop }, nodes);
    await keptDisk("client");
    expect(await imagesOfKeptDisks(paths, nodes)).toEqual({ base, desktop });
    expect(await imagesOfLabs(io)).toEqual(new Set(["aaaa", "bbbb"]));
  });

  it("keeps the image of a machine that the config names no more", async () => {
    await noteImagesOfDisks(paths, { base, desktop }, { "fw-1": "base", client: "desktop" });
    await noteImagesOfDisks(paths, { base }, { "fw-1": "base" });
    expect(await imagesOfLabs(io)).toEqual(new Set(["aaaa", "bbbb"]));
  });

  it("of a time without variants means the base for every disk", async () => {
    await writeFile(imageNote(paths), JSON.stringify(base), { mode: 0o600 });
    await keptDisk("client");
    expect(await imagesOfKeptDisks(paths, { client: "base" })).toEqual({ base });
    expect(await imagesOfLabs(io)).toEqual(new Set(["aaaa"]));
    await noteImagesOfDisks(paths, { base, desktop }, { "fw-1": "desktop" });
    expect(JSON.parse(await readFile(imageNote(paths), "utf8"))).toEqual({
      version: 2,
      images: { base, desktop },
      nodes: { "fw-1": "desktop" },
    });
  });

  it("refuses a disk for a machine that has got a desktop since, or lost it", async () => {
    await noteImagesOfDisks(paths, { base, desktop }, { "fw-1": "base", client: "desktop" });
    // Without a disk there is nothing that would not fit.
    expect(await imagesOfKeptDisks(paths, { client: "base" })).toEqual({ base, desktop });
    await keptDisk("client");
    await keptDisk("fw-1");
    await expect(imagesOfKeptDisks(paths, { client: "base" })).rejects.toMatchObject({
      code: "E_IMAGE",
      message: "client needs the base image, and its kept disk is a copy of the desktop image",
      hint: expect.stringContaining("fw down --purge"),
    });
    await expect(imagesOfKeptDisks(paths, { "fw-1": "desktop" })).rejects.toMatchObject({
      message: expect.stringContaining("fw-1 needs the desktop image"),
    });
  });

  it("refuses disks whose image is gone, whichever it is", async () => {
    await noteImagesOfDisks(paths, { base, desktop }, { "fw-1": "base", client: "desktop" });
    rmSync(desktop.disk);
    await expect(imagesOfKeptDisks(paths, { "fw-1": "base" })).rejects.toMatchObject({
      code: "E_IMAGE",
      message: "the disks of this lab need the image bbbb, which is gone",
    });
  });

  it.each(["{", "[]", '{"version":3}'])("that says %s is refused with a cure", async (text) => {
    await writeFile(imageNote(paths), text, { mode: 0o600 });
    await expect(imagesOfKeptDisks(paths, {})).rejects.toMatchObject({
      code: "E_IMAGE",
      hint: expect.stringContaining("fw down --purge --lab lab"),
    });
  });
});
