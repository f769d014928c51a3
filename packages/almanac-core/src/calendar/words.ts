import type { Language, Rule } from "almanac-core";

/** What a calendar says. */
export interface CalendarWords {
  readonly rules: Readonly<Record<Rule, string>>;
  readonly name: (zone: string) => string;
  readonly description: (rule: string) => string;
  readonly term: (longitude: number, instant: string) => string;
  readonly star: (rule: string, zone: string) => string;
  readonly season: (day: number, half: string, apparent: string) => string;
  readonly heldAt: (star: string) => string;
  readonly held: string;
}

const EN: CalendarWords = {
  rules: { season: "season", books: "books", nearest: "nearest", interpolated: "interpolated" },
  name: (zone) => `Nine Stars (${zone})`,
  description: (rule) => `Weather periods, stars of the days by the rule ${rule}, held days`,
  term: (longitude, instant) =>
    `The Sun reaches ${longitude}° of apparent longitude at ${instant}.`,
  star: (rule, zone) => `Rule ${rule}, zone ${zone}.`,
  season: (day, half, apparent) => `Day ${day} of the ${half} half, apparent ${apparent}.`,
  heldAt: (star) => `Held at ${star}`,
  held: "The 180 moving days of the half have passed: the qi field of the season coordinates stands still until the solstice.",
};

const VI: CalendarWords = {
  rules: {
    season: "tọa độ mùa",
    books: "sách hiện hành",
    nearest: "Giáp Tý gần nhất",
    interpolated: "nội suy",
  },
  name: (zone) => `Cửu tinh (${zone})`,
  description: (rule) => `Tiết khí, sao của ngày theo quy tắc ${rule}, các ngày bất động`,
  term: (longitude, instant) => `Mặt Trời đạt hoàng kinh biểu kiến ${longitude}° lúc ${instant}.`,
  star: (rule, zone) => `Quy tắc ${rule}, múi giờ ${zone}.`,
  season: (day, half, apparent) => `Ngày thứ ${day} của nửa năm ${half}, biểu kiến ${apparent}.`,
  heldAt: (star) => `Bất động tại ${star}`,
  held: "180 ngày chuyển động của nửa năm đã qua: trường khí của tọa độ mùa đứng yên đến ngày chí.",
};

const ZH_HANT: CalendarWords = {
  rules: { season: "季節座標", books: "通行書", nearest: "最近甲子", interpolated: "內插" },
  name: (zone) => `九星（${zone}）`,
  description: (rule) => `節氣、日星（規則：${rule}）、不動之日`,
  term: (longitude, instant) => `太陽視黃經於 ${instant} 到達 ${longitude}°。`,
  star: (rule, zone) => `規則：${rule}，時區 ${zone}。`,
  season: (day, half, apparent) => `${half}第 ${day} 日，視干支${apparent}。`,
  heldAt: (star) => `不動於 ${star}`,
  held: "半年的 180 個動日已過：季節座標的氣場不動，直到二至。",
};

const ZH_HANS: CalendarWords = {
  rules: { season: "季节座标", books: "通行书", nearest: "最近甲子", interpolated: "内插" },
  name: (zone) => `九星（${zone}）`,
  description: (rule) => `节气、日星（规则：${rule}）、不动之日`,
  term: (longitude, instant) => `太阳视黄经于 ${instant} 到达 ${longitude}°。`,
  star: (rule, zone) => `规则：${rule}，时区 ${zone}。`,
  season: (day, half, apparent) => `${half}第 ${day} 日，视干支${apparent}。`,
  heldAt: (star) => `不动于 ${star}`,
  held: "半年的 180 个动日已过：季节座标的气场不动，直到二至。",
};

const WORDS: Readonly<Record<Language, CalendarWords>> = {
  en: EN,
  vi: VI,
  "zh-Hant": ZH_HANT,
  "zh-Hans": ZH_HANS,
};

/** What a calendar says in a language. */
export function wordsOf(language: Language): CalendarWords {
  return WORDS[language];
}
