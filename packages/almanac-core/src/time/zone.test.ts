import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { HO_CHI_MINH } from "./ho-chi-minh.ts";
import { fixedZone, parseZone, UTC, zoneFromOffsets } from "./make-zone.ts";
import { checkedZone, firstInstantOfLocal, instantsOfLocal, offsetAt } from "./zone.ts";

/** The offset that the host's own zone database gives, seconds. */
function hostOffset(id: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: id,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const parts = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: string): number => parts[type] ?? Number.NaN;
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return Math.round((local - Math.floor(instant / 1000) * 1000) / 1000);
  };
}

const at = (text: string): number => Date.parse(text);

describe("Asia/Ho_Chi_Minh", () => {
  test("is what the host's zone database says, back to local mean time", () => {
    const found = zoneFromOffsets("Asia/Ho_Chi_Minh", hostOffset("Asia/Ho_Chi_Minh"), {
      from: 1900,
      to: 2030,
    });
    // The change of meridian of 1906 moved no hand, so it is no transition.
    expect(found.transitions).toEqual(HO_CHI_MINH.transitions);
    expect(found.initialOffset).toBe(HO_CHI_MINH.initialOffset);
  });

  test("changes at the second of the transition", () => {
    const change = at("1975-06-12T16:00:00Z");
    expect([change - 1000, change].map((instant) => offsetAt(HO_CHI_MINH, instant))).toEqual([
      28_800, 25_200,
    ]);
  });

  test("has the two hours put forward in 1943 and the two put back in 1945", () => {
    expect(instantsOfLocal(HO_CHI_MINH, at("1942-12-31T23:30:00Z"))).toEqual([]);
    expect(firstInstantOfLocal(HO_CHI_MINH, at("1942-12-31T23:30:00Z"))).toBeUndefined();
    expect(instantsOfLocal(HO_CHI_MINH, at("1945-09-01T22:30:00Z"))).toEqual([
      at("1945-09-01T13:30:00Z"),
      at("1945-09-01T15:30:00Z"),
    ]);
  });
});

describe("zones made from another source", () => {
  const newYork = zoneFromOffsets("America/New_York", hostOffset("America/New_York"), {
    from: 2019,
    to: 2022,
  });

  test("finds each change to the second", () => {
    expect(newYork.transitions).toContainEqual({
      at: at("2021-03-14T07:00:00Z"),
      offset: -4 * 3600,
    });
    expect(newYork.transitions).toContainEqual({
      at: at("2021-11-07T06:00:00Z"),
      offset: -5 * 3600,
    });
  });

  test("answers an hour that the clock skips or shows twice", () => {
    expect(instantsOfLocal(newYork, at("2021-03-14T02:30:00Z"))).toEqual([]);
    expect(instantsOfLocal(newYork, at("2021-11-07T01:30:00Z"))).toHaveLength(2);
    expect(firstInstantOfLocal(newYork, at("2021-11-07T01:30:00Z"))).toBe(
      at("2021-11-07T05:30:00Z"),
    );
  });

  test("refuses instants that its data do not reach", () => {
    expect(() => offsetAt(newYork, at("2030-01-01T00:00:00Z"))).toThrow(
      expect.objectContaining({ code: "zone-range", place: "zone America/New_York" }),
    );
  });

  test("an instant is among those of its own local time", () => {
    fc.assert(
      fc.property(fc.integer({ min: at("2019-01-01"), max: at("2022-12-31") }), (instant) => {
        const local = instant + offsetAt(newYork, instant) * 1000;
        const instants = instantsOfLocal(newYork, local);
        expect(instants).toContain(instant);
        expect(firstInstantOfLocal(newYork, local)).toBe(instants[0]);
      }),
    );
  });
});

describe("zones by name", () => {
  test.each([
    ["UTC", "UTC", 0],
    ["z", "UTC", 0],
    ["+07:00", "+07:00", 25200],
    ["+0530", "+05:30", 19800],
    ["-03", "-03:00", -10800],
    ["asia/saigon", "Asia/Ho_Chi_Minh", 25200],
  ])("%s is %s", (text, id, offset) => {
    const zone = parseZone(text);
    expect(zone.id).toBe(id);
    expect(offsetAt(zone, at("2021-01-01"))).toBe(offset);
  });

  test.each(["Europe/Nowhere", "+25:00", "+07:99", "", "7"])("refuses %j", (text) => {
    expect(() => parseZone(text)).toThrow(
      expect.objectContaining({ code: "zone-unknown", value: text }),
    );
  });

  test("writes fixed offsets as they are read", () => {
    expect(fixedZone(-12_600).id).toBe("-03:30");
    expect(offsetAt(UTC, 0)).toBe(0);
  });

  test.each([
    [{ id: "far", initialOffset: 70_000, transitions: [] }, "offset 70000"],
    [{ id: "none", initialOffset: Number.NaN, transitions: [] }, "offset NaN"],
    [
      {
        id: "mixed",
        initialOffset: 0,
        transitions: [
          { at: 5, offset: 0 },
          { at: 4, offset: 60 },
        ],
      },
      "transitions[1]",
    ],
  ])("refuses data that cannot be used", (zone, value) => {
    expect(() => checkedZone(zone)).toThrow(
      expect.objectContaining({ code: "zone-invalid", place: `zone ${zone.id}`, value }),
    );
  });
});
