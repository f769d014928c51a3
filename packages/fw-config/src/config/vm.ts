import { z } from "zod";

/** The size of a virtual machine. */
export interface VmConfig {
  readonly memoryMiB?: number;
  readonly cpus?: number;
}

/** @see VmConfig */
export const vmSchema: z.ZodType<VmConfig> = z.strictObject({
  memoryMiB: z.int().min(128).max(65_536).exactOptional().describe("Memory in MiB. Default: 384."),
  cpus: z.int().min(1).max(64).exactOptional().describe("Virtual processors. Default: 1."),
});
