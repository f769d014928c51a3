/**
 * iCalendar files: an entry point of its own, for not every program writes calendars.
 *
 * @packageDocumentation
 */
export { icalendar } from "./calendar/calendar.ts";
export type { IcalendarOptions, Span } from "./calendar/calendar.ts";
export { PARTS } from "./calendar/parts.ts";
export type { Part } from "./calendar/parts.ts";
