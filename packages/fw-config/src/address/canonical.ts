import { formatIp, parseIp } from "./ip.ts";

/** The canonical spelling of an address that the schema has accepted. */
export function canonical(address: string): string {
  const ip = parseIp(address);
  return ip === undefined ? address : formatIp(ip);
}
