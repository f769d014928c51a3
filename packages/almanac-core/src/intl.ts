/**
 * IANA zones from the zone database of the JavaScript engine: an entry point of its own, for it reads what
 * its host knows, which the rest of the package never does.
 *
 * @packageDocumentation
 */
import { AlmanacError, parseZone, zoneFromOffsets, type Zone, type ZoneSpan } from "almanac-core";

/** What `longOffset` writes: `GMT`, `GMT+08:00`, `GMT-00:30:20`. */
const OFFSET = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/;

/**
 * The zone of an IANA name with its history, for the civil years that will be asked for. What needs no
 * database (an offset, `UTC`, `Asia/Ho_Chi_Minh`) comes from the package itself.
 * @example
 * createAlmanac({ zone: intlZone("Asia/Shanghai", { from: 1980, to: 2030 }) });
 * @throws AlmanacError `zone-unknown`, `argument-invalid`, `year-range`, `range-reversed`
 */
export function intlZone(id: string, span: ZoneSpan): Zone {
  try {
    return parseZone(id);
  } catch (error) {
    if (!(error instanceof AlmanacError) || typeof id !== "string") throw error;
  }
  return zoneFromOffsets(id, offsetReader(id), span);
}

/** Seconds east of Greenwich that the clock of a zone showed. */
function offsetReader(id: string): (instant: number) => number {
  const format = formatOf(id);
  return (instant) => {
    const text = format.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value;
    const match = OFFSET.exec(text ?? "");
    if (match === null) throw new RangeError(`the offset ${text} of ${id} cannot be read`);
    const [, sign, hours = 0, minutes = 0, seconds = 0] = match;
    const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
    return sign === "-" ? -offset : offset;
  };
}

function formatOf(id: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: id, timeZoneName: "longOffset" });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AlmanacError("no such time zone", {
      code: "zone-unknown",
      place: "zone",
      value: id,
      hint: "Give an IANA name such as Asia/Tokyo, an offset such as +07:00, or UTC.",
    });
  }
}
