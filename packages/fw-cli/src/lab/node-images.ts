import type { Model, Node } from "fw-config";

import { imageName, type ImageVariant, imageVariants, variantOf } from "../image/variant.ts";
import type { LabImage, LabImages, NodeVariants } from "./disks.ts";

/** Which variant of the image each virtual machine needs. */
export function nodeVariants({ nodes }: Pick<Model, "nodes">): NodeVariants {
  return Object.fromEntries(
    nodes.flatMap(({ name, vm }) => (vm === undefined ? [] : [[name, variantOf(vm)]])),
  );
}

/** The variants that the machines need, each once. */
export function neededVariants(model: Pick<Model, "nodes">): readonly ImageVariant[] {
  const needed = new Set(Object.values(nodeVariants(model)));
  return imageVariants.filter((variant) => needed.has(variant));
}

/** The names of the machines that are to have a desktop. */
export function machinesWithDesktop(model: Pick<Model, "nodes">): readonly string[] {
  return Object.entries(nodeVariants(model))
    .filter(([, variant]) => variant === "desktop")
    .map(([name]) => name);
}

/** The image that the node's disk is an overlay of. */
export function imageOfNode(images: LabImages, { name, vm }: Node): LabImage {
  if (vm === undefined) throw new TypeError(`${name} is no virtual machine`);
  return imageOf(images, variantOf(vm));
}

/** The image of that variant, which the lab's machines need. */
export function imageOf(images: LabImages, variant: ImageVariant): LabImage {
  const image = images[variant];
  if (image === undefined) throw new TypeError(`the lab has no ${imageName(variant)}`);
  return image;
}
