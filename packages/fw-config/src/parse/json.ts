import { isRecord } from "../values/record.ts";

const [quote, colon, backslash] = [34, 58, 92];

/** The place of the quote that closes a string of well-formed JSON. */
function closingQuote(text: string, opening: number): number {
  let i = opening + 1;
  while (i < text.length && text.charCodeAt(i) !== quote) {
    i += text.charCodeAt(i) === backslash ? 2 : 1;
  }
  return i;
}

/** How many members the objects of well-formed JSON are written with: each has one colon. */
function membersWritten(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === colon) count += 1;
    else if (code === quote) i = closingQuote(text, i);
  }
  return count;
}

function membersRead(value: unknown): number {
  if (!isRecord(value)) return 0;
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  const own = Array.isArray(value) ? 0 : items.length;
  return items.reduce<number>((sum, item) => sum + membersRead(item), own);
}

/**
 * Reads a JSON object with the platform's own reader, which is many times faster than reading it
 * as YAML.
 *
 * @returns undefined for anything that should be read as YAML: what is no JSON object, and JSON in
 * which an object has a key twice, where the platform would keep the last one in silence
 */
export function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isRecord(value) && membersRead(value) === membersWritten(text) ? value : undefined;
}
