import { expect, test } from "vitest";

import { formatBlock } from "./cidr.ts";
import { subnetOfAddress } from "./interface-address.ts";

test.each([
  ["192.168.0.1/24", "192.168.0.0/24"],
  ["192.168.0.255/25", "192.168.0.128/25"],
  ["10.1.2.3/0", "0.0.0.0/0"],
  ["10.1.2.3/32", "10.1.2.3"],
  ["2001:db8::1:2:3/64", "2001:db8::/64"],
])("the subnet of %s is %s", (address, subnet) => {
  const block = subnetOfAddress(address);
  expect(block && formatBlock(block)).toBe(subnet);
});

test.each(["192.168.0.1", "192.168.0.1/33", "192.168.0/24", "2001:db8::1/129", "a/24", ""])(
  "%j is no address with a prefix",
  (text) => {
    expect(subnetOfAddress(text)).toBeUndefined();
  },
);
