import { rm } from "node:fs/promises";

import type { Artifact } from "fw-config";

import { ensureDisk, type LabImages, noteImagesOfDisks } from "./disks.ts";
import type { Lab } from "./lab.ts";
import { imageOfNode, nodeVariants } from "./node-images.ts";
import { writeArtifacts, writeSeed } from "./seed.ts";

/** Writes the rendered files where the driver finds them: in a folder, and for machines on disks. */
export async function prepareNodes(lab: Lab, artifacts: readonly Artifact[]): Promise<void> {
  const { paths, state } = lab;
  await rm(paths.artifacts, { recursive: true, force: true });
  await writeArtifacts(artifacts, paths.artifacts);
  if (state.machines.driver === "qemu") await prepareDisks(lab, artifacts, state.machines.images);
}

async function prepareDisks(
  { paths, model }: Lab,
  artifacts: readonly Artifact[],
  images: LabImages,
): Promise<void> {
  await noteImagesOfDisks(paths, images, nodeVariants(model));
  for (const node of model.nodes) {
    if (node.vm === undefined) continue;
    const { name } = node;
    await ensureDisk(paths, name, imageOfNode(images, node));
    const files = artifacts.filter(({ host }) => host === name).map(({ path }) => path);
    await writeSeed(`${paths.artifacts}/${name}`, files, paths.node(name).seed);
  }
}
