import type { LunarDay } from "../lunar.ts";
import { simplified } from "./simplified.ts";
import type { Texts } from "./texts.ts";

const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const TENS = ["初", "十", "廿", "三十"];

/** A lunar month and day as calendars print them: `閏六月初一`, `七月二十`. */
function lunarDayName({ month, leap, day }: LunarDay): string {
  const name = ["", "正", ...DIGITS.slice(2), "十一", "十二"][month];
  const ten = Math.floor(day / 10);
  const number = day === 10 ? "初十" : day === 20 ? "二十" : `${TENS[ten]}${DIGITS[day % 10]}`;
  return `${leap ? "閏" : ""}${name}月${number}`;
}

/** The screens in Chinese, each text handed through `t`, which leaves it or writes it in simplified characters. */
function chinese(t: (text: string) => string): Texts {
  return {
    weekdays: ["週一", "週二", "週三", "週四", "週五", "週六", "週日"].map(t),
    months: Array.from({ length: 12 }, (_, i) => `${i + 1}月`),
    units: [t("天"), t("小時"), t("分")],
    underMinute: t("不到一分鐘"),
    rules: {
      season: t("季節座標"),
      books: t("通行書"),
      nearest: t("最近甲子"),
      interpolated: t("內插"),
    },
    midnight: t("午夜"),
    sexes: { male: t("男"), female: t("女") },
    provenance: {
      stated: t("原文所述"),
      tradition: t("傳統"),
      computed: t("推算"),
      reading: t("我們的解讀"),
    },
    relations: {
      same: t("比和"),
      generates: t("→ 生"),
      "generated-by": t("← 生"),
      overcomes: t("→ 克"),
      "overcome-by": t("← 克"),
    },
    cellMark: (element) => element,
    orientation: (northUp) => t(northUp ? "上北下南，左西右東" : "上南下北，左東右西"),
    heads: {
      year: t("年"),
      month: t("月"),
      day: t("日"),
      hour: t("時"),
      hours: t("時辰"),
      pair: t("干支"),
      star: t("星"),
      half: t("半年"),
      apparent: t("視干支"),
      begins: t("節氣開始"),
      at: t("時刻"),
      sun: t("黃經"),
      term: t("節氣"),
      clock: t("當地時間"),
      universal: t("世界時"),
      doubt: t("存疑"),
      fortune: t("運"),
      epoch: t("元"),
      weatherYears: t("節氣年"),
      direction: t("方位"),
      starCentre: t("星與中宮"),
      starEarth: t("星與地氣"),
      centreEarth: t("中宮與地氣"),
      rule: t("規則"),
      breaks: t("違反"),
      from: t("自"),
      until: t("至"),
      relation: t("十神"),
      nayin: t("納音"),
      hidden: t("藏干"),
      wrong: t("錯在何處"),
    },
    clocks: {
      standard: { label: t("標準時"), note: (offset) => t(`不計夏令時（UTC${offset}）`) },
      mean: { label: t("平太陽時"), note: (_, longitude) => t(`於經度 ${longitude}`) },
      apparent: { label: t("真太陽時"), note: (_, longitude) => t(`於經度 ${longitude}`) },
      "saigon-1960": {
        label: t("越南北方"),
        note: (offset) =>
          t(
            `若在北方，為 UTC${offset}（最遲自 1967 年第 121-CP 號決定；此時區為西貢之鐘，請用 --zone ${offset}）`,
          ),
      },
    },
    lunar: {
      label: t("農曆"),
      inFull: (day, pair) =>
        t(`${pair}年${lunarDayName(day)}（${day.calendar === "chinese" ? "中國曆" : "越南曆"}）`),
      short: (day) =>
        t(`${lunarDayName(day)}${day.month === 1 && day.day === 1 && !day.leap ? " 春節" : ""}`),
    },
    calendar: t("曆法"),
    calendars: (julian) => t(`外推公曆；儒略曆為 ${julian}`),
    datesIn: {
      gregorian: t("日期為外推公曆；--calendar julian 顯示儒略曆。"),
      julian: t("日期為儒略曆。"),
    },
    timeUnknown: t("時辰不詳"),
    from: (time) => t(`自 ${time} 起`),
    changes: (times) => t(`當日於 ${times} 換柱：以時辰為準。`),
    asked: t("所問時辰"),
    season: t("季節"),
    next: t("下一節氣"),
    place: (half, day, apparent) => t(`${half}第 ${day} 日，視干支${apparent}`),
    held: (word) => t(`氣場${word}`),
    outside: t("節氣年 604 至 3914 之外沒有季節座標"),
    span: (from, to) => t(`${from} 至 ${to} 年`),
    since: (moment) => t(`自 ${moment}`),
    in: (span) => t(`還有 ${span}`),
    dayFrom: (boundary) => t(`換日：${boundary}`),
    hangs: (about, term, error) => t(`${about}取決於${term}，誤差 ± ${error} 秒`),
    afflictionNote: (end) => t(`各月至下一月開始為止，末月至 ${end}。諸煞為傳統之說，非原文所述。`),
    ratHour: t("子時自前一晚 23:00 開始。"),
    daysOf: (month, zone, rule) => t(`${month} 各日（${zone}，規則：${rule}）`),
    termsOf: (years, zone) => t(`節氣，${years}（${zone}）`),
    yearStar: t("年星"),
    starOfDays: (rule) => t(`日星，規則：${rule}，公曆年各日（= 不動，! 跳躍）：`),
    unwrapped: t("同上，自年前冬至起連續計數，不在 9 折回："),
    born: (moment, zone) => t(`生於 ${moment}（${zone}）`),
    weatherYear: (year, pair) => t(`節氣年 ${year} ${pair}`),
    bornEarly: (civilYear, weatherYear) =>
      t(`生於 ${civilYear} 年立春之前：節氣年仍為 ${weatherYear}。`),
    birthDoubt: t("存疑：出生時刻與立春之差小於立春時刻的誤差。"),
    destinyStar: (star) => t(`本命星 ${star}，同年生者皆同（原文所述）`),
    femaleStar: (star) => t(`傳統給同年女性的星：${star}（傳統）`),
    mansions: (sex, number) => t(`八宅${sex} ${number}`),
    directionNotes: [
      t("→ 前者作用於後者，← 後者作用於前者；! 八宅與星盤相反。"),
      t("關係為原文所述，評分是我們的解讀。"),
    ],
    voidBranches: (branches) => t(`日柱空亡：${branches}（傳統，上列各欄亦同）`),
    age: (years, months, days) => t(`${years} 年 ${months} 個月 ${days} 天`),
    luck: ({ sex, forward, term, age, wholeYears, pairs }) =>
      t(
        `大運，${sex}：${forward ? "順行" : "逆行"}，以${term}計，${age}起運，或取整 ${wholeYears} 年：${pairs}（傳統）`,
      ),
    boardOf: (star, cell, descending, next) =>
      t(`${star}入${cell}；${descending ? "逆飛（傳統）" : "遞增"}，其後為 ${next}`),
    compare: {
      title: (year, zone) => t(`${year} 年日星，各規則對照（${zone}）`),
      requirements: {
        R1: t("自冬至到芒種末，星順行；自夏至到大雪末，星逆行。"),
        R2: t("全年相鄰兩日相差一步；只有規則停住的日子，或轉向之日，可與前一日同星。"),
        R3: t("兩個半年相接處，星至多變一步。"),
        R4: t("每個半年始於規則自身計數的甲子日，其中星行 180 日，即三個六十。"),
      },
      holdsNot: t("本年不適用"),
      kept: t("符合"),
      broken: (times) => t(`違反 ${times}`),
      none: t("無"),
      days: (days) => t(`${days} 日`),
      breaks: t("違反之處"),
      daysOfBreaks: t("違反之日，各附其前一日（! 違反）"),
      fromTo: (before, after) => t(`${before} 變 ${after}`),
      problems: {
        direction: ({ half, forward, signed }) =>
          t(`${half}應${forward ? "順行" : "逆行"}，星卻變動 ${signed}`),
        jump: ({ signed }) => t(`星跳 ${signed}`),
        standstill: () => t("未停住之日星卻不動"),
        meeting: ({ half, signed }) => t(`${half}終了處星跳 ${signed}`),
        start: ({ amount }) => t(`半年始於甲子日之後 ${amount} 日`),
        length: ({ amount }) => t(`前一半年星行 ${amount} 日，而非 180 日`),
      },
      forDays: (problem, days) => t(`${problem}，共 ${days} 日`),
    },
    events: (events) => t(`${events} 個事件`),
    page: {
      settings: (zone, rule) => t(`時區 ${zone}，規則：${rule}`),
      month: (month) => t(`${month} 各日`),
      boards: t("九宮飛星盤"),
      afflictions: t("諸煞方位（傳統）"),
      held: t("不動之日"),
    },
  };
}

/** The screens in traditional characters. */
export const ZH_HANT: Texts = chinese((text) => text);

/** The screens in simplified characters. */
export const ZH_HANS: Texts = chinese(simplified);
