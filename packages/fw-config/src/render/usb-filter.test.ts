import { expect, test } from "vitest";

import { usbFilter } from "./usb-filter.ts";

const refused = "-1:-1:-1:-1:0";

test("a channel that may take no device takes none", () => {
  expect(usbFilter({ allow: [] })).toBe(refused);
});

test.each([
  [{ vendor: 0x0951, product: 0x1666 }, "-1:0x0951:0x1666:-1:1"],
  [{ vendor: 0, product: "any" }, "-1:0x0000:-1:-1:1"],
  [{ vendor: "any", product: 0xffff }, "-1:-1:0xffff:-1:1"],
  [{ vendor: "any", product: "any" }, "-1:-1:-1:-1:1"],
] as const)("%o is a rule, and what no rule allows is refused", (device, rule) => {
  expect(usbFilter({ allow: [device] })).toBe(`${rule}|${refused}`);
  expect(usbFilter({ allow: [device, device] })).toBe(`${rule}|${rule}|${refused}`);
});
