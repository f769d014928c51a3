/** The few calls of lunar-javascript that the tests make; it ships no types. */
declare module "lunar-javascript" {
  interface NineStar {
    /** 0..8 */
    getIndex(): number;
  }
  interface Lunar {
    getYearInGanZhiExact(): string;
    getMonthInGanZhiExact(): string;
    getDayInGanZhi(): string;
    getTimeInGanZhi(): string;
    getYearNineStar(sect: number): NineStar;
    getMonthNineStar(sect: number): NineStar;
    getDayNineStar(): NineStar;
    getTimeNineStar(): NineStar;
  }
  export const Solar: {
    fromYmdHms(
      year: number,
      month: number,
      day: number,
      hour: number,
      minute: number,
      second: number,
    ): { getLunar(): Lunar };
  };
}
