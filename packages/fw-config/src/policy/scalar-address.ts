import { parseIp, parseIpv4 } from "../address/ip.ts";
import type { Scalar } from "./address-ranges.ts";

/** The number of an IPv4 address, the bigint of an IPv6 address; undefined for anything else. */
export function parseScalar(text: string): Scalar | undefined {
  return text.includes(":") ? parseIp(text)?.value : parseIpv4(text);
}
