import { familyOf } from "../address/interface-address.ts";
import type { Family } from "../address/ip.ts";
import type { SourceNatConfig } from "../config/nat.ts";

/**
 * The families that an entry of source NAT is about: without a word that of its virtual address, or
 * only IPv4, as IPv6 has no need of translation.
 */
export function translatedFamilies({ family, vip = "none" }: SourceNatConfig): readonly Family[] {
  if (family === "both") return [4, 6];
  if (family !== undefined) return [family === "ipv4" ? 4 : 6];
  return [vip === "none" ? 4 : familyOf(vip)];
}
