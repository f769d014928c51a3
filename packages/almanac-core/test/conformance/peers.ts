import { Solar } from "lunar-javascript";
import { SolarTime } from "tyme4ts";

/** A wall clock in UTC+8, the only zone that the peers know. */
export interface Clock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What a peer says of a moment: pair indices 0..59 and star numbers 1..9. */
export interface Answer {
  readonly pillars: { year: number; month: number; day: number; hour: number };
  readonly stars: { year: number; month: number; hour: number };
}

const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";

function pairIndex([stem = "", branch = ""]: string): number {
  const [s, b] = [STEMS.indexOf(stem), BRANCHES.indexOf(branch)];
  return Array.from({ length: 60 }, (_, i) => i).find((i) => i % 10 === s && i % 12 === b) ?? -1;
}

/** lunar-javascript, with its "exact" boundaries: years and months turn at instants. */
export function askLunarJavascript(clock: Clock): Answer {
  const { year, month, day, hour, minute, second } = clock;
  const lunar = Solar.fromYmdHms(year, month, day, hour, minute, second).getLunar();
  return {
    pillars: {
      year: pairIndex(lunar.getYearInGanZhiExact()),
      month: pairIndex(lunar.getMonthInGanZhiExact()),
      day: pairIndex(lunar.getDayInGanZhi()),
      hour: pairIndex(lunar.getTimeInGanZhi()),
    },
    stars: {
      year: lunar.getYearNineStar(3).getIndex() + 1,
      month: lunar.getMonthNineStar(3).getIndex() + 1,
      hour: lunar.getTimeNineStar().getIndex() + 1,
    },
  };
}

/** tyme4ts: its day begins at 23:00. */
export function askTyme4ts(clock: Clock): Answer {
  const { year, month, day, hour, minute, second } = clock;
  const moment = SolarTime.fromYmdHms(year, month, day, hour, minute, second).getSixtyCycleHour();
  const pillars = moment.getEightChar();
  const cycleMonth = moment.getSixtyCycleDay().getSixtyCycleMonth();
  return {
    pillars: {
      year: pillars.getYear().getIndex(),
      month: pillars.getMonth().getIndex(),
      day: pillars.getDay().getIndex(),
      hour: pillars.getHour().getIndex(),
    },
    stars: {
      year: cycleMonth.getSixtyCycleYear().getNineStar().getIndex() + 1,
      month: cycleMonth.getNineStar().getIndex() + 1,
      hour: moment.getNineStar().getIndex() + 1,
    },
  };
}
