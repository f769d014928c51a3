import * as z from "zod/mini";

/** What the lab's base image has beyond what every lab needs. */
export interface ImageConfig {
  /**
   * Debian packages installed in every virtual machine beside ours. Their services do not start by
   * themselves. Default: none.
   */
  readonly packages?: readonly string[];
  /** Size of every virtual machine's disk in GiB, 2 to 1024; it takes room only as it fills. Default: 10. */
  readonly diskGiB?: number;
}

/** Debian policy 5.6.7; a second kernel would leave open which one boots. */
const packageSchema: z.ZodMiniType<string> = z.string().check(
  z.regex(
    /^[a-z0-9][a-z0-9+.-]{1,99}$/,
    "expected the name of a Debian package: lower case letters, digits and + - .",
  ),
  z.refine((name) => !name.startsWith("linux-image"), "the image has a kernel, and only one"),
);

/** @see ImageConfig */
export const imageSchema: z.ZodMiniType<ImageConfig> = z.strictObject({
  packages: z.exactOptional(z.array(packageSchema)),
  diskGiB: z.exactOptional(z.int().check(z.minimum(2), z.maximum(1024))),
});
