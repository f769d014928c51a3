import type { Requirement } from "../packages/requirements.ts";

/** What a screen needs that viewers on other machines may reach. */
export const remoteScreenRequirements: readonly Requirement[] = [
  { needs: "openssl", package: "openssl", purpose: "makes the certificate of a screen" },
];
