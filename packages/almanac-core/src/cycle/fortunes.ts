import { checkWhole } from "../errors/check.ts";
import { modulo } from "../number/modulo.ts";
import { ERA } from "./eras.ts";

/** The three rounds of sixty years in an era of 180. */
export type Epoch = "upper" | "middle" | "lower";

/** A span of twenty years under one star. */
export interface Fortune {
  /** The Epoch that it is in: Fortunes 1..3, 4..6 and 7..9. */
  readonly epoch: Epoch;
  /** 1..9, the number of its star. */
  readonly number: number;
  /** The first weather year. */
  readonly from: number;
  /** The last weather year. */
  readonly to: number;
}

const EPOCHS: readonly Epoch[] = ["upper", "middle", "lower"];

/**
 * The Fortune of a weather year: three Epochs of sixty years, three Fortunes of twenty in each,
 * counted from 604.
 */
export function fortuneOfYear(weatherYear: number): Fortune {
  checkWhole("weatherYear", weatherYear);
  const yearOfEra = modulo(weatherYear - ERA, 180);
  const index = Math.floor(yearOfEra / 20);
  const from = weatherYear - (yearOfEra % 20);
  return {
    epoch: EPOCHS[Math.floor(index / 3)] ?? "upper",
    number: index + 1,
    from,
    to: from + 19,
  };
}
