import { expect, test } from "vitest";

import { describedAt, fieldPlaces, knownFields } from "./fields.ts";

test("known fields are found through records, lists and unions", () => {
  expect(knownFields(["networks", "server"])).toStrictEqual(["subnet", "bridge", "vlan"]);
  expect(knownFields(["policy", "rules", 3])).toContain("destination");
  expect(knownFields(["services", "web"])).toContain("ports");
  expect(knownFields(["services", "web"])).toContain("services");
  expect(knownFields(["nowhere", 1])).toStrictEqual([]);
});

test("names that the user invents and those of every object are no fields", () => {
  expect(knownFields(["networks"])).toStrictEqual([]);
  expect(knownFields(["constructor"])).toStrictEqual([]);
  expect(describedAt(["networks", "NAME"])).toBeUndefined();
  expect(describedAt(["toString"])).toBeUndefined();
  expect(fieldPlaces("NAME")).toStrictEqual([]);
});

test("the text of a field is found at its place, and for no entry of it", () => {
  expect(describedAt(["networks", "server", "bridge"])).toMatch(/^The bridge on the host/);
  expect(describedAt(["policy", "rules", 3, "to"])).toMatch(/^The networks that it goes to/);
  expect(describedAt(["policy", "rules", 3])).toBeUndefined();
  expect(describedAt([])).toBeUndefined();
});

test("the places of a field are found, the nearest to the top first", () => {
  expect(fieldPlaces("services")).toStrictEqual([
    [],
    ["firewall", "management"],
    ["services", "NAME"],
    ["policy", "rules"],
    ["nat", "source"],
    ["nat", "oneToOne"],
  ]);
});
