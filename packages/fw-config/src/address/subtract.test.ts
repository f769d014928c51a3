import { expect, test } from "vitest";

import { disjoint, formatBlock, parseBlock, type Cidr } from "./cidr.ts";
import { subtractBlocks } from "./subtract.ts";

function blocks(...texts: readonly string[]): readonly Cidr[] {
  return disjoint(texts.flatMap((text) => parseBlock(text) ?? []));
}

test.each([
  [["10.0.0.0/30"], ["10.0.0.1"], ["10.0.0.0", "10.0.0.2/31"]],
  [["10.0.0.0/30"], ["10.0.0.0/8"], []],
  [["10.0.0.0/30", "10.0.1.0/30"], ["10.0.0.0/23"], []],
  [
    ["10.0.0.0/30", "10.0.1.0/30"],
    ["10.0.0.3", "10.0.1.0"],
    ["10.0.0.0/31", "10.0.0.2", "10.0.1.1", "10.0.1.2/31"],
  ],
  [["10.0.0.0/30"], ["9.0.0.0/8", "11.0.0.0/8"], ["10.0.0.0/30"]],
  [["0.0.0.0/0"], ["128.0.0.0/1"], ["0.0.0.0/1"]],
  [["::/0"], ["::/1"], ["8000::/1"]],
  [["2001:db8::/126"], ["2001:db8::"], ["2001:db8::1", "2001:db8::2/127"]],
])("%j without %j is %j", (own, others, left) => {
  expect(subtractBlocks(blocks(...own), blocks(...others)).map(formatBlock)).toStrictEqual(left);
});

test("every address of a small block is in what is left or in what is taken", () => {
  const own = blocks("10.0.0.0/27");
  for (let mask = 1; mask < 4096; mask += 37) {
    const taken = Array.from({ length: 12 }, (_, i) => i)
      .filter((i) => (mask >> i) & 1)
      .map((i) => `10.0.0.${i * 3}${i % 4 === 0 ? "/30" : ""}`);
    const out = blocks(...taken);
    const left = subtractBlocks(own, out);
    const inside = (list: readonly Cidr[], host: number): boolean =>
      list.some(({ first, prefix }) => {
        const size = 1n << BigInt(32 - prefix);
        const value = (10n << 24n) + BigInt(host);
        return value >= first && value < first + size;
      });
    for (let host = 0; host < 32; host += 1) {
      expect(inside(left, host)).toBe(!inside(out, host));
    }
  }
});
