import { formatDate, type DayStarFact } from "almanac-core";

import type { Names } from "../../names.ts";
import type { ExplainTexts } from "../../texts/texts.ts";
import { formatMoment } from "../time.ts";

/** Why the star of the day is what it is: what opened the run of days, and the count within it. */
export function dayStarSentence(fact: DayStarFact, texts: ExplainTexts, names: Names): string {
  const { cause, opened, term, half, origin, originPair, originStar, days, held } = fact;
  const opening = texts.openings[cause](
    formatDate(opened),
    `${names.term(term.longitude)} (${formatMoment(term)})`,
    names.words.halves[half],
  );
  const star = names.star(originStar);
  const counted = texts.counted(formatDate(origin), originPair === 0, star, held ? "held" : days);
  return opening + texts.goes(half === "yang") + counted;
}
