import { formatBlock, parseBlock } from "../../address/cidr.ts";
import { formatIp, parseIp } from "../../address/ip.ts";

/** `192.168.0.7/24` as an address and a length, if it is one. */
function split(text: string): { readonly address: string; readonly prefix: number } | undefined {
  const [address = "", length = "", ...more] = text.split("/");
  const ip = parseIp(address);
  if (ip === undefined || more.length > 0) return undefined;
  const mask = parseIp(length);
  const bits = mask?.family === 4 ? maskLength(Number(mask.value)) : undefined;
  const prefix = bits ?? (/^\d{1,3}$/.test(length) ? Number(length) : Number.NaN);
  return prefix <= (ip.family === 4 ? 32 : 128) ? { address, prefix } : undefined;
}

/** 255.255.255.0 is 24 bits. */
function maskLength(mask: number): number | undefined {
  const ones = mask.toString(2).padStart(32, "0");
  return /^1*0*$/.test(ones) ? ones.replaceAll("0", "").length : undefined;
}

/** Of a text that looks like a name in the DNS. */
export function isDomainName(text: string): boolean {
  return /^[a-z0-9_*-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\.?$/i.test(text);
}

/** Why no name of the DNS can stand for addresses. */
export const domainNameHint =
  "the ruleset matches addresses and asks no name server: write the addresses or subnets that the name stands for, as a set under `addresses`";

/** What an address is meant to be. */
export function addressHint(text: string): string | undefined {
  const parts = split(text);
  if (parts !== undefined) {
    return `write ${parts.address}: the prefix is that of its network's \`subnet\``;
  }
  if (isDomainName(text)) return "write the address itself: no name server is asked";
  return undefined;
}

/** What a subnet is meant to be. */
export function subnetHint(text: string): string | undefined {
  const ip = parseIp(text);
  if (ip !== undefined) {
    const example = ip.family === 4 ? "/24" : "/64";
    return `add the length of its prefix, like ${example}`;
  }
  const parts = split(text);
  if (parts === undefined) return isDomainName(text) ? domainNameHint : undefined;
  const { family } = parseIp(parts.address) ?? { family: 4 };
  const subnet = subnetAround(parts.address, parts.prefix);
  return subnet === undefined
    ? undefined
    : `write ${subnet}: the subnet, not an address in it; IPv${family} addresses of machines are written where the machine is`;
}

/** The subnet that an address lies in. */
function subnetAround(address: string, prefix: number): string | undefined {
  const ip = parseIp(address);
  if (ip === undefined) return undefined;
  const size = 2n ** BigInt((ip.family === 4 ? 32 : 128) - prefix);
  const first = (ip.value / size) * size;
  const block = parseBlock(`${formatIp({ ...ip, value: first })}/${prefix}`);
  return block && formatBlock(block);
}
