import fc from "fast-check";
import { expect, test } from "vitest";

import { parseIp } from "../address/ip.ts";
import { parseScalar } from "./scalar-address.ts";

const text = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.stringMatching(/^[0-9.]{0,16}$/),
  fc.tuple(fc.nat(300), fc.nat(300), fc.nat(300), fc.nat(300)).map((octets) => octets.join(".")),
);

test("an address is the same number as for the config's parser, and nothing else is one", () => {
  fc.assert(
    fc.property(text, (address) => {
      const value = parseIp(address)?.value;
      const scalar = parseScalar(address);
      expect(scalar === undefined ? undefined : BigInt(scalar)).toBe(value);
    }),
    { numRuns: 2000 },
  );
});
