import { overlaps, parseCidr, type Cidr } from "./cidr.ts";

const block = parseCidr("169.254.0.0/16");

/** Whether a subnet holds IPv4 addresses that neighbours use, and no router forwards (RFC 3927). */
export function isLinkLocal(subnet: Cidr): boolean {
  return block !== undefined && overlaps(block, subnet);
}
