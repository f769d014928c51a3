import * as fc from "fast-check";
import { expect, test } from "vitest";

import { nicOf } from "./nic.ts";

test("a card is the same in every run", () => {
  expect(nicOf("omarine-lab", "fw-1", "eth0", "br0")).toStrictEqual({
    name: "eth0",
    bridge: "br0",
    mac: "e2:5f:9a:58:02:79",
    tap: "fw-1-eth0",
  });
});

test("a MAC is unicast and locally administered, a tap has a name that Linux accepts", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,30}$/);
  fc.assert(
    fc.property(name, name, fc.integer({ min: 0, max: 99 }), (lab, node, i) => {
      const { mac, tap } = nicOf(lab, node, `eth${i}`, "br0");
      expect(mac).toMatch(/^[0-9a-f][26ae](:[0-9a-f]{2}){5}$/);
      expect(tap).toMatch(/^[a-z][a-z0-9-]{0,14}$/);
    }),
  );
});

test("ten thousand cards of many labs have different MACs and taps", () => {
  const cards = Array.from({ length: 100 }, (_, lab) =>
    Array.from({ length: 100 }, (_unused, node) =>
      nicOf(`lab${lab}`, `node-with-a-long-name-${node}`, "eth0", "br0"),
    ),
  ).flat();
  expect(new Set(cards.map((card) => card.mac)).size).toBe(10_000);
  expect(new Set(cards.slice(0, 100).map((card) => card.tap)).size).toBe(100);
});
