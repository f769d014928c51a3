import type { DrawingWords } from "./words.ts";

const DATES: Pick<DrawingWords, "months" | "dayOfMonth"> = {
  months: /*#__PURE__*/ Array.from({ length: 12 }, (_, i) => `${i + 1}月`),
  dayOfMonth: (day, month) => `${month}月${day}日`,
};

/** The pictures in traditional characters. */
export const ZH_HANT: DrawingWords = {
  ...DATES,
  rules: {
    season: "季節座標",
    books: "通行書",
    nearest: "最近甲子",
    interpolated: "自首個甲子內插",
  },
  title: (year) => `${year} 年日星`,
  notes: (zone) => [`時區 ${zone}。`, "黃色：季節規則使氣場不動之日。"],
  describe: (year, rule, jumps) =>
    `自 ${year} 年前的冬至起各日的九星：季節座標上升、不動、下降；${rule}：跳躍 ${jumps} 次。`,
  heights: "連續計數的日星：上升、不動、下降",
  distance: (rule) => `與季節座標之差，以星計：${rule}`,
  season: "季節座標的星 1 至 9：每日一步或不動",
  other: (rule, jumps) => `${rule}的星 1 至 9：跳躍 ${jumps} 次`,
};

/** The pictures in simplified characters. */
export const ZH_HANS: DrawingWords = {
  ...DATES,
  rules: {
    season: "季节座标",
    books: "通行书",
    nearest: "最近甲子",
    interpolated: "自首个甲子内插",
  },
  title: (year) => `${year} 年日星`,
  notes: (zone) => [`时区 ${zone}。`, "黄色：季节规则使气场不动之日。"],
  describe: (year, rule, jumps) =>
    `自 ${year} 年前的冬至起各日的九星：季节座标上升、不动、下降；${rule}：跳跃 ${jumps} 次。`,
  heights: "连续计数的日星：上升、不动、下降",
  distance: (rule) => `与季节座标之差，以星计：${rule}`,
  season: "季节座标的星 1 至 9：每日一步或不动",
  other: (rule, jumps) => `${rule}的星 1 至 9：跳跃 ${jumps} 次`,
};
