import { expect, test } from "vitest";
import { LineCounter, parseDocument } from "yaml";

import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { locator } from "./positions.ts";

const text = `name: office
networks:
  lan: { subnet: 10.0.0.0/24, bridge: br0 }
empty:
rules:
  - { from: lan, to: [wan, dmz] }
  - reject
`;

const lines = new LineCounter();
const locate = locator(parseDocument(text, { lineCounter: lines }), lines);

function found(path: ConfigPath, atKey: boolean): string | undefined {
  const range = locate(path, atKey);
  return range && text.slice(range.start.offset, range.end.offset);
}

test.each<[path: ConfigPath, value: string, key: string]>([
  [["name"], "office", "name"],
  [["networks", "lan", "bridge"], "br0", "bridge"],
  [["networks", "lan"], "lan", "lan"],
  [["networks"], "networks", "networks"],
  [["rules", 0, "to"], "[wan, dmz]", "to"],
  [["rules", 0, "from"], "lan", "from"],
  [["empty"], "", "empty"],
])("%j is a value, and has a key", (path, value, key) => {
  expect([found(path, false), found(path, true)]).toStrictEqual([value, key]);
});

test.each<[path: ConfigPath, item: string]>([
  [["rules", 0], "{ from: lan, to: [wan, dmz] }"],
  [["rules", 1], "reject"],
  [["rules", 0, "to", 1], "dmz"],
])("%j is an item of a list, which has no key", (path, item) => {
  expect([found(path, false), found(path, true)]).toStrictEqual([item, item]);
});

test.each<[path: ConfigPath, parent: string]>([
  [["networks", "lan", "vlan"], "lan"],
  [["networks", "dmz", "subnet"], "networks"],
  [["name", "first"], "name"],
  [["rules", 7], "rules"],
  [["rules", 0, "to", 2], "to"],
  [["rules", 0, "action"], "{ from: lan, to: [wan, dmz] }"],
])("%j is not there: its place is what it is missing from", (path, parent) => {
  expect([found(path, false), found(path, true)]).toStrictEqual([parent, parent]);
});

test("what has no place at all is at the beginning", () => {
  expect(locate(["ha", "stateSync"], false)).toStrictEqual({
    start: { line: 1, column: 1, offset: 0 },
    end: { line: 1, column: 1, offset: 0 },
  });
});
