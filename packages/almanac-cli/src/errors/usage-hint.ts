import { LUNAR_CHOICES } from "../settings/keys.ts";

/** Options of other programs, and ours for the same. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["--gender", "--sex"],
  ["--language", "--lang"],
  ["--locale", "--lang"],
  ["--timezone", "--zone"],
  ["--tz", "--zone"],
  ["--lon", "--longitude"],
  ["--lng", "--longitude"],
]);

const DATE = /^[+-]?\d{4,6}-\d{2}-\d{2}$/;
const TIME = /^\d{1,2}:\d{2}(?::\d{2})?$/;
const BEFORE_ZERO = /^-(\d{1,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;

/** What to type instead of a line that the parser refused, when it is plain what was meant. */
export function usageHint(argv: readonly string[]): string | undefined {
  return dateAndTime(argv) ?? yearBeforeZero(argv) ?? otherName(argv) ?? lunar(argv);
}

function dateAndTime(argv: readonly string[]): string | undefined {
  const at = argv.findIndex((text, i) => DATE.test(text) && TIME.test(argv[i + 1] ?? ""));
  if (at === -1) return undefined;
  return `Write date and time as one: ${argv[at]}T${(argv[at + 1] ?? "").padStart(5, "0")}.`;
}

function yearBeforeZero(argv: readonly string[]): string | undefined {
  if (argv.includes("--")) return undefined;
  const index = argv.findIndex((text) => BEFORE_ZERO.test(text));
  const match = BEFORE_ZERO.exec(argv[index] ?? "");
  if (match === null) return undefined;
  const [, year = "", month, day] = match;
  const rest = [month, day].flatMap((part) => (part === undefined ? [] : [part.padStart(2, "0")]));
  const meant = [`-${rest.length > 0 ? year.padStart(4, "0") : year}`, ...rest].join("-");
  const line = argv.map((text, i) => (i === index ? `-- ${meant}` : text)).join(" ");
  return `A year before zero stands after --: almanac ${line}.`;
}

function otherName(argv: readonly string[]): string | undefined {
  const ours = argv.map((text) => OTHER_NAMES.get(text.replace(/=.*/, ""))).find(Boolean);
  return ours && `Did you mean ${ours}?`;
}

function lunar(argv: readonly string[]): string | undefined {
  return argv.some((text) => /^(--)?lunar$/.test(text))
    ? `The lunar date is a line of almanac day and a column of almanac month; --lunar says by which calendar: ${LUNAR_CHOICES.join(", ")}.`
    : undefined;
}
