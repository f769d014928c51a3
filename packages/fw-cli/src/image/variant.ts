import type { Vm } from "fw-config";

/**
 * What an image is made for: `base` for every machine, `desktop` for machines with a desktop on
 * their screen.
 */
export const imageVariants = ["base", "desktop"] as const;

/** See {@link imageVariants}. */
export type ImageVariant = (typeof imageVariants)[number];

/** The variant that a machine's disk is a copy of. */
export function variantOf({ desktop }: Vm): ImageVariant {
  return desktop ? "desktop" : "base";
}

/** What a variant is called in a sentence. */
export function imageName(variant: ImageVariant): string {
  return `${variant} image`;
}
