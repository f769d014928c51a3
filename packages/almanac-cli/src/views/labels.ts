import type { Language } from "almanac-core";

/** The words of the day view besides the names. */
export interface Labels {
  readonly columns: readonly [year: string, month: string, day: string, hour: string];
  readonly season: string;
  readonly term: string;
  readonly next: string;
  readonly rule: string;
  readonly doubt: string;
  /** The place in the half of the year. */
  readonly place: (half: string, day: number, apparent: string) => string;
  /** A day on which the qi field stands still, after the word for it. */
  readonly held: (word: string) => string;
  readonly outside: string;
  readonly years: (from: number, to: number) => string;
  readonly since: (moment: string) => string;
  readonly in: (span: string) => string;
  readonly dayFrom: (boundary: string) => string;
  readonly hangs: (about: string, term: string, error: string) => string;
  /** The four kinds of statements, in the order s, t, c, r. */
  readonly provenance: readonly [stated: string, tradition: string, computed: string, ours: string];
}

const EN: Labels = {
  columns: ["Year", "Month", "Day", "Hour"],
  season: "Season",
  term: "Period",
  next: "Next",
  rule: "Rule",
  doubt: "Doubt",
  place: (half, day, apparent) => `${half} half, day ${day}, apparent ${apparent}`,
  held: (word) => `${word}: the qi field stands still`,
  outside: "no season coordinates outside the weather years 604 to 3914",
  years: (from, to) => `${from} to ${to}`,
  since: (moment) => `since ${moment}`,
  in: (span) => `in ${span}`,
  dayFrom: (boundary) => `day from ${boundary}`,
  hangs: (about, term, error) => `${about} hangs on ${term}, known to ± ${error} s`,
  provenance: ["stated in the seed articles", "tradition", "computed", "our reading"],
};

const VI: Labels = {
  columns: ["Năm", "Tháng", "Ngày", "Giờ"],
  season: "Mùa",
  term: "Tiết khí",
  next: "Kế tiếp",
  rule: "Quy tắc",
  doubt: "Nghi vấn",
  place: (half, day, apparent) => `nửa năm ${half}, ngày thứ ${day}, can chi biểu kiến ${apparent}`,
  held: (word) => word,
  outside: "không có tọa độ mùa ngoài các năm tiết khí 604 đến 3914",
  years: (from, to) => `${from} đến ${to}`,
  since: (moment) => `từ ${moment}`,
  in: (span) => `còn ${span}`,
  dayFrom: (boundary) => `ngày bắt đầu: ${boundary}`,
  hangs: (about, term, error) => `${about} phụ thuộc ${term}, sai số ± ${error} s`,
  provenance: ["bài gốc nêu", "truyền thống", "tính toán", "cách đọc của chúng tôi"],
};

const ZH_HANT: Labels = {
  columns: ["年", "月", "日", "時"],
  season: "季節",
  term: "節氣",
  next: "下一節氣",
  rule: "規則",
  doubt: "存疑",
  place: (half, day, apparent) => `${half}第 ${day} 日，視干支${apparent}`,
  held: (word) => `氣場${word}`,
  outside: "節氣年 604 至 3914 之外沒有季節座標",
  years: (from, to) => `${from} 至 ${to} 年`,
  since: (moment) => `自 ${moment}`,
  in: (span) => `還有 ${span}`,
  dayFrom: (boundary) => `換日：${boundary}`,
  hangs: (about, term, error) => `${about} 取決於${term}，誤差 ± ${error} s`,
  provenance: ["原文所述", "傳統", "推算", "我們的解讀"],
};

const ZH_HANS: Labels = {
  ...ZH_HANT,
  columns: ["年", "月", "日", "时"],
  season: "季节",
  term: "节气",
  next: "下一节气",
  rule: "规则",
  doubt: "存疑",
  held: (word) => `气场${word}`,
  outside: "节气年 604 至 3914 之外没有季节坐标",
  in: (span) => `还有 ${span}`,
  dayFrom: (boundary) => `换日：${boundary}`,
  hangs: (about, term, error) => `${about} 取决于${term}，误差 ± ${error} s`,
  place: (half, day, apparent) => `${half}第 ${day} 日，视干支${apparent}`,
  provenance: ["原文所述", "传统", "推算", "我们的解读"],
};

const LABELS: Readonly<Record<Language, Labels>> = {
  en: EN,
  vi: VI,
  "zh-Hant": ZH_HANT,
  "zh-Hans": ZH_HANS,
};

/** The words of a language. */
export function labelsOf(language: Language): Labels {
  return LABELS[language];
}
