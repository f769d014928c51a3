import { deepFreeze } from "../values/freeze.ts";
import { SECONDS_PER_HOUR } from "./units.ts";
import type { Zone } from "./zone.ts";

/**
 * The clock of Saigon: local mean time, the Phù Liễn meridian, then whole hours.
 * Source: IANA time zone database 2026f, zone Asia/Ho_Chi_Minh.
 */
export const HO_CHI_MINH: Zone = /*#__PURE__*/ deepFreeze({
  id: "Asia/Ho_Chi_Minh",
  initialOffset: 7 * SECONDS_PER_HOUR + 6 * 60 + 30,
  transitions: [
    // 1911-05-01 +07, 1943-01-01 +08, 1945-03-15 +09, 1945-09-02 +07, 1947-04-01 +08
    { at: -1_851_577_590_000, offset: 7 * SECONDS_PER_HOUR },
    { at: -852_105_600_000, offset: 8 * SECONDS_PER_HOUR },
    { at: -782_643_600_000, offset: 9 * SECONDS_PER_HOUR },
    { at: -767_869_200_000, offset: 7 * SECONDS_PER_HOUR },
    { at: -718_095_600_000, offset: 8 * SECONDS_PER_HOUR },
    // 1955-07-01 +07, 1960-01-01 +08, 1975-06-13 +07
    { at: -457_772_400_000, offset: 7 * SECONDS_PER_HOUR },
    { at: -315_648_000_000, offset: 8 * SECONDS_PER_HOUR },
    { at: 171_820_800_000, offset: 7 * SECONDS_PER_HOUR },
  ],
});
