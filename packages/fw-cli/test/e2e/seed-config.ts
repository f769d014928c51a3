import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** Path of the seed without its screens. */
    seedConfig: string;
  }
}

/** The config of the source articles without its screens: no test but the desktop's needs its image. */
export const SEED_CONFIG: string = inject("seedConfig");
