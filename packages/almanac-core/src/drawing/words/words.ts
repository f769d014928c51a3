import type { Rule } from "almanac-core";

/** What a picture of a year says. */
export interface DrawingWords {
  /** January first, short. */
  readonly months: readonly string[];
  /** A day of a month: `23 Aug`. */
  readonly dayOfMonth: (day: number, month: number) => string;
  /** The rules in a few words. */
  readonly rules: Readonly<Record<Rule, string>>;
  readonly title: (year: number) => string;
  /** A sentence a text. */
  readonly notes: (zone: string) => readonly string[];
  readonly describe: (year: number, rule: string, jumps: number) => string;
  readonly heights: string;
  readonly distance: (rule: string) => string;
  readonly season: string;
  readonly other: (rule: string, jumps: number) => string;
}
