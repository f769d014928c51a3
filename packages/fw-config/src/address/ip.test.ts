import * as fc from "fast-check";
import { expect, test } from "vitest";

import { formatIp, parseIp, parseIpv4 } from "./ip.ts";

test.each([
  ["192.168.0.1", 4, 0xc0a8_0001n],
  ["0.0.0.0", 4, 0n],
  ["255.255.255.255", 4, 0xffff_ffffn],
  ["::", 6, 0n],
  ["::1", 6, 1n],
  ["2001:db8::1", 6, 0x2001_0db8_0000_0000_0000_0000_0000_0001n],
  ["::ffff:192.0.2.1", 6, 0xffff_c000_0201n],
])("reads %s", (text, family, value) => {
  expect(parseIp(text)).toStrictEqual({ family, value });
});

test.each([
  "",
  "1.2.3",
  "1.2.3.4.5",
  "01.2.3.4",
  "256.0.0.1",
  "1.2.3.4 ",
  "1.2.3.-4",
  ":::",
  "1::2::3",
  "12345::",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7:8::",
  "fe80::1%eth0",
  "::1.2.3",
  "g::",
])("refuses %j", (text) => {
  expect(parseIp(text)).toBeUndefined();
});

// The examples of RFC 5952, sections 4 and 5.
test.each([
  ["2001:0db8::0001", "2001:db8::1"],
  ["2001:db8:0:0:0:0:2:1", "2001:db8::2:1"],
  ["2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"],
  ["2001:0:0:1:0:0:0:1", "2001:0:0:1::1"],
  ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"],
  ["2001:DB8::AAAA", "2001:db8::aaaa"],
  ["0:0:0:0:0:0:0:0", "::"],
])("writes %s as %s", (text, canonical) => {
  const ip = parseIp(text);
  expect(ip && formatIp(ip)).toBe(canonical);
});

test("every address can be read back", () => {
  const v4 = fc.bigInt(0n, 2n ** 32n - 1n).map((value) => ({ family: 4 as const, value }));
  const v6 = fc.bigInt(0n, 2n ** 128n - 1n).map((value) => ({ family: 6 as const, value }));
  // Addresses with long runs of zeros, where the short form has to be right.
  const sparse = fc
    .array(fc.constantFrom(0n, 0n, 0n, 1n, 0xa0n), { minLength: 8, maxLength: 8 })
    .map((groups) => ({
      family: 6 as const,
      value: groups.reduce<bigint>((value, group) => (value << 16n) | group, 0n),
    }));
  fc.assert(
    fc.property(fc.oneof(v4, v6, sparse), (ip) => {
      expect(parseIp(formatIp(ip))).toStrictEqual(ip);
    }),
  );
});

test("an IPv4 address is four numbers below 256 without leading zeros, and nothing else", () => {
  const text = fc.oneof(
    fc.ipV4(),
    fc.stringMatching(/^[0-9.]{0,16}$/),
    fc.array(fc.nat(300), { minLength: 3, maxLength: 5 }).map((octets) => octets.join(".")),
    fc.string(),
  );
  const octet = /^(0|[1-9]\d{0,2})$/;
  fc.assert(
    fc.property(text, (address) => {
      const parts = address.split(".");
      const isAddress = parts.length === 4 && parts.every((p) => octet.test(p) && Number(p) < 256);
      const value = parts.reduce((sum, part) => sum * 256 + Number(part), 0);
      expect(parseIpv4(address)).toBe(isAddress ? value : undefined);
    }),
    { numRuns: 2000 },
  );
});
