/** From `at` on, the clock of a zone shows universal time plus `offset`. */
export interface ZoneTransition {
  /** Unix milliseconds. */
  readonly at: number;
  /** Seconds east of Greenwich. */
  readonly offset: number;
}

/**
 * A time zone as plain data: its offset before the first transition, and the transitions in order.
 * The package reads no zone database of its host: the caller says what the clock showed.
 */
export interface Zone {
  /** What is printed: `Asia/Ho_Chi_Minh`, `+07:00`, `UTC`. */
  readonly id: string;
  /** Seconds east of Greenwich before the first transition. */
  readonly initialOffset: number;
  readonly transitions: readonly ZoneTransition[];
  /** Unix milliseconds between which the data holds; an instant outside is refused. Absent: always. */
  readonly valid?: { readonly from: number; readonly to: number };
}
