import { AlmanacError, type AlmanacErrorCode } from "./almanac-error.ts";

// Arguments are checked once, where a public function is called; functions inside trust theirs.

const LONGEST = 80;

/** A value of any kind as an error shows it: on one line, and short. */
export function shown(value: unknown): string {
  const text = textOf(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A text as it is, and any other value as an error shows it. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : shown(value);
}

function textOf(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value !== "string" && !isObject(value)) return String(value);
  try {
    const json = JSON.stringify(value, (_, part: unknown) => plain(part));
    return isPlain(value) ? json : `${value.constructor.name} ${json}`;
  } catch {
    return "an object";
  }
}

function plain(part: unknown): unknown {
  if (typeof part === "number" && !Number.isFinite(part)) return String(part);
  return typeof part === "bigint" ? `${part}n` : part;
}

function isPlain(value: string | object): value is string {
  if (typeof value === "string" || Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value has fields that can be read. */
export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** @throws AlmanacError with the code, unless it is an object */
export function checkObject(
  place: string,
  value: object,
  hint: string,
  code: AlmanacErrorCode = "argument-invalid",
): void {
  if (isObject(value)) return;
  throw new AlmanacError("not an object", { code, place, value: shown(value), hint });
}

/** @throws AlmanacError `argument-invalid` unless it is a finite number */
export function checkNumber(place: string, value: number, hint = "Give a number."): void {
  if (Number.isFinite(value)) return;
  throw new AlmanacError("not a number that can be used", {
    code: "argument-invalid",
    place,
    value: shown(value),
    hint,
  });
}

/** @throws AlmanacError with the code, unless it is a whole number within the bounds */
export function checkWhole(
  place: string,
  value: number,
  least: number = Number.MIN_SAFE_INTEGER,
  most: number = Number.MAX_SAFE_INTEGER,
  code: AlmanacErrorCode = "argument-invalid",
): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  const bounds = least === Number.MIN_SAFE_INTEGER ? "" : ` from ${least} to ${most}`;
  throw new AlmanacError(`not a whole number${bounds}`, {
    code,
    place,
    value: shown(value),
    hint: `Give a whole number${bounds}.`,
  });
}

/** @throws AlmanacError with the code, unless it is one of the choices */
export function checkChoice<T>(
  place: string,
  value: T,
  choices: readonly T[],
  code: AlmanacErrorCode = "argument-invalid",
): void {
  if (choices.includes(value)) return;
  throw new AlmanacError("not one of the choices", {
    code,
    place,
    value: asText(value),
    hint: `Give one of: ${choices.join(", ")}.`,
  });
}

/** @throws AlmanacError `option-unknown` for a field that means nothing */
export function checkFields(place: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new AlmanacError("there is no such option", {
    code: "option-unknown",
    place,
    value: unknown,
    hint: `The options are: ${known.join(", ")}.`,
  });
}
