import {
  AlmanacError,
  CALENDARS,
  DAY_BOUNDARIES,
  LANGUAGES,
  parseLanguage,
  RULES,
  type Language,
} from "almanac-core";

import { CliError } from "../errors/cli-error.ts";
import type { Io } from "../io.ts";
import { readConfigFile } from "./config-file.ts";
import {
  HOUR_HALVES,
  keyOf,
  LUNAR_CHOICES,
  SCHOOLS,
  type SettingName,
  type Settings,
} from "./keys.ts";
import { longitudeOf, longitudeOfPlace } from "./place.ts";

/** A value with where it came from. */
interface Given {
  readonly value: string;
  readonly place: string;
}

const ON = ["true", "1", "yes", "on"];
const OFF = ["false", "0", "no", "off"];

function refuse({ value, place }: Given, problem: string, known: readonly string[]): CliError {
  const hint = `Use one of ${known.join(", ")}.`;
  return new CliError(problem, { code: "option-invalid", place, value, hint });
}

function choose<Word extends string>(from: Given, known: readonly Word[]): Word {
  const word = known.find((candidate) => candidate === from.value);
  if (word === undefined) throw refuse(from, "no such choice", known);
  return word;
}

function chooseSchool(from: Given): Settings["school"] {
  const school = SCHOOLS.get(from.value);
  if (school === undefined) throw refuse(from, "no such school", [...SCHOOLS.keys()]);
  return school;
}

/** A language tag in any of its spellings: `zh-TW` is traditional Chinese. */
function chooseLanguage(from: Given): Language {
  try {
    return parseLanguage(from.value);
  } catch (error) {
    if (!(error instanceof AlmanacError)) throw error;
    throw refuse(from, "no names in this language", LANGUAGES);
  }
}

function isOn(from: Given): boolean {
  const word = from.value.toLowerCase();
  if (ON.includes(word)) return true;
  if (OFF.includes(word)) return false;
  throw refuse(from, "neither on nor off", ["true", "false"]);
}

/**
 * Weighs the sources of every setting: a flag over a variable over the config file over the default.
 * An empty variable is no variable.
 *
 * @param flags - the options as the parser found them, by the names of the settings
 */
export function resolveSettings(io: Io, flags: Readonly<Record<string, unknown>>): Settings {
  const { config } = flags;
  const file = readConfigFile(io, typeof config === "string" ? config : undefined);

  function given(name: SettingName): Given {
    return asked(name) ?? { value: keyOf(name).fallback ?? "", place: "default" };
  }

  function asked(name: SettingName): Given | undefined {
    const { flag, variable } = keyOf(name);
    const option = flags[name];
    if (typeof option === "string") return { value: option, place: flag };
    if (option === true) return { value: "true", place: flag };
    const fromEnvironment = io.env[variable];
    if (fromEnvironment) return { value: fromEnvironment, place: variable };
    const fromFile = file?.values.get(name);
    if (fromFile !== undefined) return { value: fromFile, place: `${file?.path}: ${name}` };
    return undefined;
  }

  function longitude(): number | undefined {
    const [degrees, place] = [asked("longitude"), asked("place")];
    if (degrees !== undefined) return longitudeOf(degrees.value, degrees.place);
    return place && longitudeOfPlace(place.value, place.place);
  }

  function lunar(lang: Language): Settings["lunar"] {
    const choice = choose(given("lunar"), LUNAR_CHOICES);
    if (choice === "none") return undefined;
    if (choice === "auto") return lang === "vi" ? "vietnamese" : "chinese";
    return choice;
  }

  const zone = given("zone");
  const lang = chooseLanguage(given("lang"));
  return {
    zone: zone.value,
    zonePlace: zone.place,
    rule: choose(given("rule"), RULES),
    school: chooseSchool(given("school")),
    dayBoundary: choose(given("dayBoundary"), DAY_BOUNDARIES),
    hourHalf: choose(given("hourHalf"), HOUR_HALVES),
    lang,
    calendar: choose(given("calendar"), CALENDARS),
    lunar: lunar(lang),
    longitude: longitude(),
    json: isOn(given("json")),
    ascii: isOn(given("ascii")),
    northUp: isOn(given("northUp")),
  };
}
