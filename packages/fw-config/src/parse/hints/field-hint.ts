import { fieldPlaces } from "../../config/fields.ts";
import type { ConfigPath } from "../../diagnostics/diagnostic.ts";
import { formatPath } from "../../diagnostics/format.ts";
import { knownHint, suggest } from "../../diagnostics/suggest.ts";
import { foreignField, plainWord, type ForeignField } from "./foreign-fields.ts";

/** A field that exists at this place, but not beside what else is written there. */
function otherKind(key: string, known: readonly string[], beside: readonly string[]): string {
  const fields = known.filter((name) => name !== key).map((name) => `\`${name}\``);
  const others = beside.filter((name) => name !== key).map((name) => `\`${name}\``);
  const here = others.length === 0 ? "" : ` beside ${others.join(", ")}`;
  return `\`${key}\` cannot stand here${here}: keep it, or ${fields.join(", ")}`;
}

function didYouMean(name: string): ForeignField {
  return { hint: `did you mean "${name}"?`, meant: name };
}

/** The places of the configuration that have a field of this name. */
function elsewhere(key: string): string | undefined {
  const places = fieldPlaces(key).slice(0, 3);
  if (places.length === 0) return undefined;
  return `\`${key}\` is written ${places.map((place) => `under ${formatPath(place) || "the top"}`).join(" or ")}`;
}

/**
 * What to do about a field that does not exist at its place: the field that it is a slip of, what
 * another tool's word is called here, or where a field of this name belongs.
 *
 * @param known - the fields that may stand there
 * @param beside - the fields that are written at the same place
 */
export function fieldHint(
  key: string,
  parent: ConfigPath,
  known: readonly string[],
  beside: readonly string[],
): ForeignField | undefined {
  if (known.includes(key)) return { hint: otherKind(key, known, beside) };
  const word = plainWord(key);
  const same = known.find((name) => plainWord(name) === word);
  if (same !== undefined) return didYouMean(same);
  const foreign = foreignField(key, parent);
  if (foreign !== undefined) return foreign;
  const near = suggest(key, known);
  if (near !== undefined) return didYouMean(near);
  const hint = elsewhere(key) ?? knownHint(known);
  return hint === undefined ? undefined : { hint };
}
