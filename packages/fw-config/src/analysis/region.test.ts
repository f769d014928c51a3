import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { Family } from "../address/ip.ts";
import { inRanges, type AddressRange } from "../policy/address-ranges.ts";
import { builtinServices } from "../services/builtin.ts";
import type { ServiceMatch } from "../services/types.ts";
import { selectBoxes, without, type Passage } from "./region.ts";

const passages: Readonly<Record<Family, Passage>> = {
  4: { family: 4, sources: [{ low: 1, high: 9 }], destinations: [{ low: 20, high: 29 }] },
  6: { family: 6, sources: [{ low: 1n, high: 9n }], destinations: [{ low: 20n, high: 29n }] },
};

/** Protocols and ports or types of the boxes. */
function selected(family: Family, services?: readonly ServiceMatch[]): readonly string[] {
  const boxes = selectBoxes(passages[family], services === undefined ? {} : { services }) ?? [];
  return boxes.map(({ sides: [protocol, value] }) => {
    const [from, to] = [`${protocol.low}:${value.low}`, `${protocol.high}:${value.high}`];
    return from === to ? from : `${from} ${to}`;
  });
}

test("any service is every protocol with every port and type", () => {
  expect(selected(4)).toStrictEqual(["0:0 255:65535"]);
  expect(selected(6)).toStrictEqual(["0:0 255:65535"]);
});

test.each<[name: string, family: Family, boxes: readonly string[]]>([
  ["http", 4, ["6:80"]],
  ["dns", 6, ["6:53", "17:53"]],
  ["gre", 4, ["47:0 47:65535"]],
  ["ping", 4, ["1:8"]],
  ["ping", 6, ["58:128"]],
])("%s over IPv%i is no more than it is", (name, family, boxes) => {
  expect(selected(family, builtinServices.get(name))).toStrictEqual(boxes);
});

test("ports that overlap are one box", () => {
  const ports = [
    { low: 8000, high: 8010 },
    { low: 80, high: 80 },
    { low: 8010, high: 8020 },
  ];
  const services: readonly ServiceMatch[] = [
    { kind: "ports", name: "web", protocol: "tcp", ports },
  ];
  expect(selected(4, services)).toStrictEqual(["6:80", "6:8000 6:8020"]);
});

test("ranges without others hold exactly the values that the others do not", () => {
  const disjoint = fc
    .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 })
    .map((values) => values.toSorted((a, b) => a - b))
    .map((values) =>
      values.flatMap((low, i) => (i % 2 === 0 ? [{ low, high: values[i + 1] ?? low }] : [])),
    );
  const overlapping = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 12 })))
    .map((all) => all.map(([low, more]) => ({ low, high: low + more })))
    .map((all) => all.toSorted((a, b) => a.low - b.low));
  const valuesOf = (ranges: readonly AddressRange[]): readonly number[] =>
    Array.from({ length: 31 }, (_, value) => value).filter((value) => inRanges(ranges, value));
  fc.assert(
    fc.property(disjoint, fc.oneof(disjoint, overlapping), (ranges, taken) => {
      const out = new Set(taken.flatMap((cut) => valuesOf([cut])));
      expect(valuesOf(without(ranges, taken))).toEqual(
        valuesOf(ranges).filter((value) => !out.has(value)),
      );
    }),
  );
});
