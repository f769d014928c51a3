import type { Cidr } from "./cidr.ts";
import { addressBits, parseIp, type Family } from "./ip.ts";

/** An address without its prefix: `192.168.0.1` of `192.168.0.1/24`. */
export function bareAddress(address: string): string {
  return address.split("/")[0] ?? address;
}

/** The family of an address or a block that was accepted before. */
export function familyOf(address: string): Family {
  return address.includes(":") ? 6 : 4;
}

/** The subnet that an interface's address is in: `192.168.0.0/24` of `192.168.0.1/24`. */
export function subnetOfAddress(text: string): Cidr | undefined {
  const [address = "", digits = ""] = text.split("/");
  const ip = parseIp(address);
  const prefix = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN;
  if (ip === undefined || !(prefix <= addressBits(ip.family))) return undefined;
  const host = BigInt(addressBits(ip.family) - prefix);
  return { family: ip.family, first: (ip.value >> host) << host, prefix };
}
