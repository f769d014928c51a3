/** The three rounds of sixty years in an era of 180. */
export type Epoch = "upper" | "middle" | "lower";

/** A span of twenty years under one star. */
export interface Fortune {
  readonly epoch: Epoch;
  /** 1..9, the number of its star. */
  readonly number: number;
  /** The first weather year. */
  readonly from: number;
  /** The last weather year. */
  readonly to: number;
}
