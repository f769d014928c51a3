import {
  createAlmanac,
  fixedZone,
  solarOffsets,
  splitHistoryAt,
  standardOffsetAt,
  type Almanac,
  type DayRecord,
  type SplitHistory,
  type Zone,
} from "almanac-core";

/** A moment read on another clock than that of the zone. */
export interface Reading {
  /** `standard`: without the zone's summer time; `mean`, `apparent`: by the Sun; or a split history's other clock. */
  readonly clock: "standard" | "mean" | "apparent" | SplitHistory["id"];
  /** Seconds east of Greenwich. */
  readonly offset: number;
  readonly record: DayRecord;
}

function readingAt(
  almanac: Almanac,
  clock: Reading["clock"],
  offset: number,
  instant: number,
): Reading {
  const zone: Zone = { id: clock, initialOffset: offset, transitions: [] };
  const other = createAlmanac({ ...almanac.settings, zone });
  return { clock, offset, record: other.at(instant) };
}

/**
 * The other readings of a moment that a birth may want: without summer time, on the other clock of a country with
 * two, and by the mean and the true Sun of a longitude. None changes the record itself.
 */
export function readingsOf(
  almanac: Almanac,
  { instant, date, time }: DayRecord,
  longitude: number | undefined,
): readonly Reading[] {
  const { zone } = almanac.settings;
  const readings: Reading[] = [];
  const standard = standardOffsetAt(zone, instant);
  if (standard !== undefined) readings.push(readingAt(almanac, "standard", standard, instant));
  const split = splitHistoryAt(zone, instant);
  if (split !== undefined) {
    // The clock of the other half showed the same hands at another instant.
    const other = createAlmanac({ ...almanac.settings, zone: fixedZone(split.elsewhere) });
    readings.push({ clock: split.id, offset: split.elsewhere, record: other.day(date, time) });
  }
  if (longitude !== undefined) {
    const { mean, apparent } = solarOffsets(instant, longitude);
    readings.push(
      readingAt(almanac, "mean", mean, instant),
      readingAt(almanac, "apparent", apparent, instant),
    );
  }
  return readings;
}
