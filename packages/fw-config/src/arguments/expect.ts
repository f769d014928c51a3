import { isRecord } from "../values/record.ts";
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
