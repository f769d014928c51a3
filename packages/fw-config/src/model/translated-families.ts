import type { Family } from "../address/ip.ts";
import type { SourceNatConfig } from "../config/nat.ts";

/** The families that source NAT translates: without a word only IPv4, as IPv6 has no need of it. */
export function translatedFamilies({ family = "ipv4" }: SourceNatConfig): readonly Family[] {
  return family === "both" ? [4, 6] : [family === "ipv4" ? 4 : 6];
}
