import { describe, expect, test } from "vitest";

import { createAlmanac } from "./almanac.ts";
import { intlZone } from "./intl.ts";
import { HO_CHI_MINH } from "./time/ho-chi-minh.ts";
import { offsetAt } from "./time/zone.ts";

const SPAN = { from: 1985, to: 1992 };

describe("a zone of the engine's database", () => {
  test("has its history: the summer time of China from 1986 to 1991", () => {
    const zone = intlZone("Asia/Shanghai", SPAN);
    expect(offsetAt(zone, Date.UTC(1988, 6, 17))).toBe(32_400);
    expect(offsetAt(zone, Date.UTC(1988, 0, 17))).toBe(28_800);
    const { pillars } = createAlmanac({ zone }).day({ year: 1988, month: 7, day: 17 });
    expect(pillars.day).toBe(9);
  });

  test("keeps offsets with seconds, west of Greenwich too", () => {
    expect(intlZone("Africa/Monrovia", { from: 1960, to: 1970 }).initialOffset).toBe(-2670);
  });

  test("is the package's own where it needs no database", () => {
    expect(intlZone("Asia/Saigon", SPAN)).toEqual(HO_CHI_MINH);
    expect(intlZone("+8", SPAN).id).toBe("+08:00");
  });

  test.each(["Mars/Phobos", "Asia/Hanoi", ""])("%s is refused", (id) => {
    expect(() => intlZone(id, SPAN)).toThrow(
      expect.objectContaining({ code: "zone-unknown", place: "zone", value: id }),
    );
  });

  test("refuses a year outside its span, as any zone does", () => {
    const almanac = createAlmanac({ zone: intlZone("Asia/Tokyo", SPAN) });
    expect(() => almanac.day({ year: 2024, month: 1, day: 1 })).toThrow(
      expect.objectContaining({ code: "zone-range" }),
    );
  });
});
