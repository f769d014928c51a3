import { parseIp } from "../address/ip.ts";
import type { Scalar } from "./address-ranges.ts";

const [zero, nine, dot] = [48, 57, 46];

/** Reads `192.0.2.1` without detours: this is what an evaluation spends its time on. */
function parseIpv4(text: string): number | undefined {
  let [value, octet, digits, dots] = [0, 0, 0, 0];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === dot) {
      if (digits === 0) return undefined;
      value = value * 256 + octet;
      [octet, digits] = [0, 0];
      dots += 1;
    } else {
      if (code < zero || code > nine || (digits > 0 && octet === 0)) return undefined;
      octet = octet * 10 + (code - zero);
      digits += 1;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? value * 256 + octet : undefined;
}

/** The number of an IPv4 address, the bigint of an IPv6 address; undefined for anything else. */
export function parseScalar(text: string): Scalar | undefined {
  return text.includes(":") ? parseIp(text)?.value : parseIpv4(text);
}
