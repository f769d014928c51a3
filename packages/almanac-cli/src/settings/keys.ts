import {
  CALENDARS,
  DAY_BOUNDARIES,
  LANGUAGES,
  RULES,
  type Calendar,
  type DayBoundary,
  type HourHalf,
  type Language,
  type Rule,
  type School,
} from "almanac-core";
import type { LunarCalendar } from "almanac-core/lunar";

/** What every command can be told, after flags, environment and config file have been weighed. */
export interface Settings {
  /** The name of the zone as it was given. */
  readonly zone: string;
  /** Where the name came from, for an error report: it is looked up only when a command needs it. */
  readonly zonePlace: string;
  readonly rule: Rule;
  readonly school: School;
  readonly dayBoundary: DayBoundary;
  readonly hourHalf: HourHalf;
  readonly lang: Language;
  /** The calendar in which dates are given and, before 1582, shown too. */
  readonly calendar: Calendar;
  /** The lunar calendar that is shown beside the date; absent: none. */
  readonly lunar: LunarCalendar | undefined;
  /** Degrees east of Greenwich, where the Sun's own time is asked for. */
  readonly longitude: number | undefined;
  readonly json: boolean;
  readonly ascii: boolean;
  readonly northUp: boolean;
}

/** The words of `--school`: up to which solstice pair the turn goes back, and whether 240-day halves are split. */
export const SCHOOLS: ReadonlyMap<string, School> = new Map([
  ["29", { lastBefore: 29, leap: true }],
  ["28", { lastBefore: 28, leap: true }],
  ["29-no-leap", { lastBefore: 29, leap: false }],
  ["28-no-leap", { lastBefore: 28, leap: false }],
]);

/** The words of `--hour-half`. */
export const HOUR_HALVES: readonly HourHalf[] = ["solstice", "day"];

/** The words of `--lunar`. */
export const LUNAR_CHOICES = ["auto", "chinese", "vietnamese", "none"] as const;

/** What a user can set. */
export type SettingName = Exclude<keyof Settings, "zonePlace"> | "place";

/** One setting as a user writes it. */
export interface Key {
  readonly name: SettingName;
  readonly flag: string;
  readonly variable: string;
  /** Absent for a switch. */
  readonly argument?: string;
  readonly choices?: readonly string[];
  /** Absent where nothing is set unless somebody sets it. */
  readonly fallback?: string;
  readonly description: string;
}

/** Every setting: the source of the options, the variables, the config file and the completions. */
export const KEYS: readonly Key[] = [
  {
    name: "zone",
    flag: "--zone",
    variable: "ALMANAC_ZONE",
    argument: "<zone>",
    fallback: "Asia/Ho_Chi_Minh",
    description: "time zone: an IANA name, an offset such as +07:00, or UTC",
  },
  {
    name: "rule",
    flag: "--rule",
    variable: "ALMANAC_RULE",
    argument: "<rule>",
    choices: RULES,
    fallback: "season",
    description: "how the star of the day is counted",
  },
  {
    name: "school",
    flag: "--school",
    variable: "ALMANAC_SCHOOL",
    argument: "<school>",
    choices: [...SCHOOLS.keys()],
    fallback: "29",
    description:
      "for the rule nearest: the last pair that turns back to the Jia-Rat day before, and whether there are leaps",
  },
  {
    name: "dayBoundary",
    flag: "--day-boundary",
    variable: "ALMANAC_DAY_BOUNDARY",
    argument: "<time>",
    choices: DAY_BOUNDARIES,
    fallback: "midnight",
    description: "when a day begins",
  },
  {
    name: "hourHalf",
    flag: "--hour-half",
    variable: "ALMANAC_HOUR_HALF",
    argument: "<by>",
    choices: HOUR_HALVES,
    fallback: "solstice",
    description:
      "what reverses the stars of the hours: the day of the solstice, or the turn of the day's own star",
  },
  {
    name: "lang",
    flag: "--lang",
    variable: "ALMANAC_LANG",
    argument: "<language>",
    choices: LANGUAGES,
    fallback: "en",
    description: "language of the screens",
  },
  {
    name: "calendar",
    flag: "--calendar",
    variable: "ALMANAC_CALENDAR",
    argument: "<calendar>",
    choices: CALENDARS,
    fallback: "gregorian",
    description: "calendar of the dates that you give",
  },
  {
    name: "lunar",
    flag: "--lunar",
    variable: "ALMANAC_LUNAR",
    argument: "<calendar>",
    choices: LUNAR_CHOICES,
    fallback: "auto",
    description:
      "lunar calendar beside the date (auto: the Vietnamese one where the language is vi)",
  },
  {
    name: "longitude",
    flag: "--longitude",
    variable: "ALMANAC_LONGITUDE",
    argument: "<degrees>",
    description: "show the true solar time and its pillars there: degrees east of Greenwich",
  },
  {
    name: "place",
    flag: "--place",
    variable: "ALMANAC_PLACE",
    argument: "<lat,long>",
    description: "the same for a latitude and a longitude: 21.03,105.85",
  },
  {
    name: "json",
    flag: "--json",
    variable: "ALMANAC_JSON",
    fallback: "false",
    description: "print JSON (see the published schema)",
  },
  {
    name: "ascii",
    flag: "--ascii",
    variable: "ALMANAC_ASCII",
    fallback: "false",
    description: "draw with ASCII characters only",
  },
  {
    name: "northUp",
    flag: "--north-up",
    variable: "ALMANAC_NORTH_UP",
    fallback: "false",
    description: "draw boards with north at the top instead of south",
  },
];

/** The key of a setting. */
export function keyOf(name: SettingName): Key {
  const key = KEYS.find((candidate) => candidate.name === name);
  if (key === undefined) throw new Error(`the setting ${name} has no key`);
  return key;
}
