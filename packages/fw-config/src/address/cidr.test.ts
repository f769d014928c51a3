import { expect, test } from "vitest";

import {
  contains,
  formatBlock,
  hostAddressesOf,
  nthAddress,
  overlaps,
  parseBlock,
  parseCidr,
} from "./cidr.ts";
import { parseIp } from "./ip.ts";

function cidr(text: string): NonNullable<ReturnType<typeof parseCidr>> {
  const block = parseBlock(text);
  if (block === undefined) throw new Error(text);
  return block;
}

test.each(["192.168.0.0/24", "0.0.0.0/0", "10.0.0.1", "2001:db8::/32", "::/0", "::1"])(
  "%s can be read and written",
  (text) => {
    expect(formatBlock(cidr(text))).toBe(text);
  },
);

test.each([
  "192.168.0.1/24",
  "192.168.0.0/33",
  "192.168.0.0/",
  "/24",
  "2001:db8::1/64",
  "10.0.0.0/08",
])("refuses the subnet %s", (text) => {
  expect(parseCidr(text)).toBeUndefined();
});

test("a subnet contains its first and last address and no other family", () => {
  const block = cidr("192.168.2.0/24");
  const has = (text: string): boolean => {
    const ip = parseIp(text);
    return ip !== undefined && contains(block, ip);
  };
  expect(["192.168.2.0", "192.168.2.255"].every(has)).toBe(true);
  expect(["192.168.1.255", "192.168.3.0", "::c0a8:200"].some(has)).toBe(false);
});

test("subnets overlap when one lies in the other, in either order", () => {
  expect(overlaps(cidr("10.0.0.0/8"), cidr("10.1.0.0/16"))).toBe(true);
  expect(overlaps(cidr("10.1.0.0/16"), cidr("10.0.0.0/8"))).toBe(true);
  expect(overlaps(cidr("10.0.0.0/16"), cidr("10.1.0.0/16"))).toBe(false);
  expect(overlaps(cidr("0.0.0.0/0"), cidr("::/0"))).toBe(false);
});

test("the n-th address stays in its subnet", () => {
  expect(nthAddress(cidr("192.168.1.0/30"), 2)).toBe("192.168.1.2");
  expect(nthAddress(cidr("192.168.1.0/30"), 4)).toBeUndefined();
  expect(nthAddress(cidr("2001:db8::/64"), 1)).toBe("2001:db8::1");
});

test.each([
  ["192.0.2.8/30", ["192.0.2.9", "192.0.2.10"]],
  ["192.0.2.8/31", ["192.0.2.8", "192.0.2.9"]],
  ["192.0.2.8/32", ["192.0.2.8"]],
  ["2001:db8::/126", ["2001:db8::1", "2001:db8::2", "2001:db8::3"]],
  ["2001:db8::/127", ["2001:db8::", "2001:db8::1"]],
])("hosts of %s can have %j", (text, addresses) => {
  expect([...hostAddressesOf(cidr(text))]).toStrictEqual(addresses);
});
