import { z } from "zod";

import { spiceSchema, type SpiceConfig } from "./spice.ts";

/** The shape of a virtual machine. */
export interface VmConfig {
  /** Memory in MiB, 128 to 65536. Default: 384, or 1024 with spice. */
  readonly memoryMiB?: number;
  /** Virtual processors, 1 to 64. Default: 1. */
  readonly cpus?: number;
  /** A screen, keyboard and USB ports. Default: none, a serial console only. */
  readonly spice?: SpiceConfig;
}

/** @see VmConfig */
export const vmSchema: z.ZodType<VmConfig> = z.strictObject({
  memoryMiB: z
    .int()
    .min(128)
    .max(65_536)
    .exactOptional()
    .describe("Memory in MiB. Default: 384, or 1024 with spice."),
  cpus: z.int().min(1).max(64).exactOptional().describe("Virtual processors. Default: 1."),
  spice: spiceSchema
    .exactOptional()
    .describe(
      "A screen, keyboard and USB ports for a spice client, over a Unix socket. Default: none, a serial console only.",
    ),
});
