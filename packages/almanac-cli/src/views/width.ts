/** How many columns of a terminal a text takes. */
export type Measure = (text: string) => number;

/** Text without characters of two columns: English, and Vietnamese with its composed letters. */
function narrow(text: string): number {
  return text.length;
}

/** The measure for texts of a language; the table of wide characters is loaded only for Chinese. */
export async function createMeasure(lang: string): Promise<Measure> {
  if (!lang.startsWith("zh")) return narrow;
  return (await import("./display-width.ts")).displayWidth;
}

/** Fills a text with blanks on its right. */
export function padEnd(measure: Measure, text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - measure(text)));
}

/** Puts a text in the middle of a field; the odd blank goes to the right. */
export function center(measure: Measure, text: string, columns: number): string {
  const free = Math.max(0, columns - measure(text));
  return " ".repeat(Math.floor(free / 2)) + text + " ".repeat(Math.ceil(free / 2));
}
