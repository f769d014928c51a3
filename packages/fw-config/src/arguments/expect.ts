import { isRecord } from "../config/record.ts";
import { profileTimers, type TimingProfile } from "../timing/profile.ts";
import { ArgumentError } from "./argument-error.ts";

// What TypeScript promises is asked again at the public door, for callers in JavaScript.

/** Refuses what is no text. */
export function expectText(place: string, value: unknown): void {
  if (typeof value !== "string") throw new ArgumentError(place, value, "a text");
}

/** Refuses what is no list. */
export function expectList(place: string, value: unknown): void {
  if (!Array.isArray(value)) throw new ArgumentError(place, value, "an array");
}

/** Refuses what cannot be gone through. */
export function expectIterable(place: string, value: unknown): void {
  const candidate = value as Partial<Iterable<unknown>> | null | undefined;
  if (typeof candidate?.[Symbol.iterator] !== "function") {
    throw new ArgumentError(place, value, "a list");
  }
}

/** Refuses what is no number from 0 up. */
export function expectCount(place: string, value: unknown): void {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    throw new ArgumentError(place, value, "a number from 0 up");
  }
}

/** Refuses what is no object of settings; `Map`s and class instances have none of their fields. */
export function expectObject(place: string, value: unknown): void {
  if (!isRecord(value) || Array.isArray(value)) throw new ArgumentError(place, value, "an object");
}

/** Refuses a field that is there and is no text. */
export function expectOptionalText(place: string, value: unknown): void {
  if (value !== undefined) expectText(place, value);
}

/** Refuses a value that is there and is none of a few words. */
export function expectOneOf(place: string, value: unknown, words: readonly string[]): void {
  if (value === undefined || (typeof value === "string" && words.includes(value))) return;
  throw new ArgumentError(place, value, `one of ${words.join(", ")}`);
}

/** Refuses the options of `check`, `resolve` and `parse` that do not exist or say nothing known. */
export function expectOptions(call: string, value: unknown, known: readonly string[]): void {
  expectObject(`${call}: options`, value);
  const options = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    throw new ArgumentError(`${call}: options`, name, `options called ${known.join(", ")}`);
  }
  const profiles = Object.keys(profileTimers) satisfies string[] as readonly TimingProfile[];
  expectOneOf(`${call}: options.profile`, options["profile"], profiles);
  expectOneOf(`${call}: options.timers`, options["timers"], profiles);
  expectOptionalText(`${call}: options.file`, options["file"]);
}
