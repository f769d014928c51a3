import { addressBits, parseIp } from "../../../src/address/ip.ts";

/** An address as it goes over the wire. */
export function addressBytes(text: string): readonly number[] {
  const ip = parseIp(text);
  if (ip === undefined) throw new TypeError(`${text} is no address`);
  const length = addressBits(ip.family) / 8;
  return Array.from({ length }, (_, i) =>
    Number((ip.value >> BigInt(8 * (length - 1 - i))) & 255n),
  );
}
