import { AlmanacError, type AlmanacErrorCode } from "almanac-core";

/** @throws AlmanacError with the code, unless it is a whole number within the bounds */
export function refuseUnlessWhole(
  place: string,
  value: number,
  least: number,
  most: number,
  code: AlmanacErrorCode = "argument-invalid",
): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new AlmanacError(`not a whole number from ${least} to ${most}`, {
    code,
    place,
    value: String(value),
    hint: `Give a whole number from ${least} to ${most}.`,
  });
}
