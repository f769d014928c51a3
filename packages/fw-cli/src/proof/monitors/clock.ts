/** Later than this no line is read, unless the wall clock was set meanwhile. */
const LATE_MS = 1_000;

/**
 * The instant of a wall-clock stamp on the monotonic clock. The stamp's age is taken when it is
 * read, from the wall clock alone; a clock that is set at any other time changes nothing. An age
 * that cannot be means that it was set in that very moment: then the reading is the instant.
 *
 * @param stamp milliseconds since 1970, as some program printed them
 * @param wall the wall clock when the stamp was read
 * @param monotonic the monotonic clock when the stamp was read
 */
export function monotonicOf(stamp: number, wall: number, monotonic: number): number {
  const age = wall - stamp;
  return age >= 0 && age <= LATE_MS ? monotonic - age : monotonic;
}
