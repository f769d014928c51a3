/** Thrown when a function is called with something that it cannot take; findings are never thrown. */
export class ArgumentError extends TypeError {
  /** Tells it apart where `instanceof` cannot. */
  override readonly name = "ArgumentError";
  /** For a program to test. */
  readonly code = "argument-invalid";
  /** The argument, in the words of the caller: `render(model)`, `options.profile`. */
  readonly place: string;
  /** What was given, as text. */
  readonly value: string;
  /** What to give instead. */
  readonly cure: string;

  constructor(place: string, given: unknown, expected: string) {
    const value = showValue(given);
    super(`${place}: ${value} was given; expected ${expected}`);
    this.place = place;
    this.value = value;
    this.cure = `give ${expected}`;
  }
}

/** What an object is called where it is not one of ours. */
function kindOf(value: object): string {
  if (Array.isArray(value)) return "an array";
  try {
    const name: unknown = value.constructor.name;
    return typeof name === "string" && name !== "" && name !== "Object" ? `a ${name}` : "an object";
  } catch {
    return "an object";
  }
}

/** A short text of a value for a message; never runs what the value brings along. */
export function showValue(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "object" && value !== null) return kindOf(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "string") return String(value);
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}…` : value);
}
