import { ARTICLES } from "./articles.ts";
import { simplified } from "./simplified.ts";
import type { ExplainTexts } from "./texts.ts";

/** The days whose Rat hours have the same star, by the day's pair modulo 3. */
const DAY_GROUPS: readonly string[] = ["子午卯酉", "辰戌丑未", "寅申巳亥"];

/** The explanations in Chinese, each text handed through `t`, which leaves it or writes it in simplified characters. */
function chinese(t: (text: string) => string): ExplainTexts {
  return {
    title: (moment, zone, rule) => t(`${moment}（${zone}，規則：${rule}）`),
    fields: {
      zone: t("時區"),
      term: t("節氣"),
      "pillars.year": t("年柱"),
      "pillars.month": t("月柱"),
      "pillars.day": t("日柱"),
      "pillars.hour": t("時柱"),
      "stars.year": t("年星"),
      "stars.month": t("月星"),
      "stars.day": t("日星"),
      "stars.hour": t("時星"),
      season: t("季節"),
      fortune: t("運"),
      doubts: t("存疑"),
    },
    zone: (date, zone, boundary) =>
      t(`${date} 是 ${zone} 鐘面上的一日，始於${boundary}。時區是一項設定，絕不取自機器。`),
    term: (now, next) =>
      t(
        `太陽於 ${now.at}（${now.error}）到達 ${now.longitude}°，將於 ${next.at} 到達 ${next.longitude}°，即${next.name}。`,
      ),
    yearPillar: (year, toCome) =>
      t(
        `節氣年 ${year} 自立春至立春${toCome === undefined ? "" : `，因 ${toCome} 年立春尚未到`}；其干支為 (${year} − 4) 除以 60 的餘數。`,
      ),
    monthPillar: (month) =>
      t(`這是本年第 ${month} 個節氣月，以開月節氣的時刻計；604 年始於丙寅月，在甲子之後兩個月。`),
    dayPillar: (jdn, pair) => t(`該日的儒略日數為 ${jdn}，(${jdn} + 49) 除以 60 餘 ${pair}。`),
    hourPillar: (late, midnight) =>
      t(
        `每日十二時辰連續計數，從不間斷${late ? "；自 23:00 起為次日子時" : ""}${late && midnight ? "，雖然日子本身在午夜更換" : ""}。`,
      ),
    yearStar: (year) => t(`604 年的星為 1，每年減一；${year} 年在其後 ${year - 604} 年。`),
    monthStar: (month, year) =>
      t(`首年甲子月的星為 1，每月減一；這是 ${year} 年的第 ${month} 個月。`),
    hourStar: (half, forward, by, group) =>
      t(
        `${half}（${by === "day" ? "由日星自身的方向決定" : "由二至決定"}）時星自子時起${forward ? "順行" : "逆行"}，子時之星按${DAY_GROUPS[group]}日而定。`,
      ),
    fortune: (epoch, from, to) =>
      t(`${epoch}，節氣年 ${from} 至 ${to}：每運二十年，自 604 年起計。`),
    openings: {
      solstice: (on, term, half) => t(`${term}於 ${on} 開啟${half}`),
      term: (on, term) => t(`${term}自 ${on} 起給甲子日另一顆星`),
      "jia-rat": (on, term) => t(`${on} 為甲子日，通行書自${term}之星重新起算`),
      "nearest-jia-rat": (on, term) => t(`${on} 為${term}所對應的轉向甲子日`),
      leap: (on, term) =>
        t(`${term}的甲子日距前次轉向 240 日，故星提前 30 日，於甲午日 ${on} 轉向`),
    },
    goes: (forward) => t(`；星${forward ? "順行" : "逆行"}。`),
    counted: (origin, jiaRat, star, days) => {
      const start = `${jiaRat ? "甲子日 " : ""}${origin} 為 ${star}`;
      if (days === "held") return t(`${start}；180 日後氣場不動，直到下一個二至。`);
      return t(`${start}，本日在其${days < 0 ? "前" : "後"} ${Math.abs(days)} 日。`);
    },
    seasonResult: (half, day, apparent, held) =>
      t(`${half} ${day}，視干支${apparent}${held ? "，不動" : ""}`),
    season: (term, opened, day, held) =>
      t(
        `${term}使 ${opened} 成為半年的視甲子日；本日為其第 ${day} 日${held ? "，已過 180 個動日" : ""}。`,
      ),
    doubts: {
      term: [t("節氣"), t("此刻的節氣")],
      month: [t("月"), t("此刻的月")],
      year: [t("年"), t("此刻的年")],
      day: [t("日"), t("由該時刻之日起算的日星")],
      season: [t("季節"), t("由該時刻之日起算的半年日序")],
    },
    doubt: ({ name, at, error }, words) =>
      t(`${name}在 ${at}，其誤差 ${error} 越過界線：${words}可能有別。`),
    provenance: {
      stated: t("原文"),
      tradition: t("傳統"),
      computed: t("推算"),
      reading: t("解讀"),
    },
    source: (provenance, source) => t(`${provenance}：${source}`),
    rules: {
      season: t(`${ARTICLES.days}：季節座標，過渡氣場的不動`),
      books: t(`${ARTICLES.days}：通行書的做法，該文予以批評`),
      nearest: t("於最近二至的甲子日轉向，如常見曆書與程式庫所計"),
      interpolated: t("二至之後的首個甲子日，倒數回二至"),
    },
    byRule: (source, rule) => t(`${source}（規則：${rule}）`),
    sources: {
      zone: t("預設為作者的時區"),
      term: t("VSOP87D，含章動、光行差與 ΔT；見精度表"),
      "pillars.year": t(`${ARTICLES.months}：首月為寅月`),
      "pillars.month": ARTICLES.months,
      "pillars.day": t("從不間斷的計日"),
      "pillars.hour": t("五鼠遁：子時之干隨日干而定"),
      "stars.year": t(`${ARTICLES.destiny}：三元甲子表`),
      "stars.month": ARTICLES.months,
      "stars.hour": ARTICLES.months,
      fortune: ARTICLES.fortunes,
      doubts: t("太陽位置與 ΔT 的已述誤差"),
      season: ARTICLES.days,
      held: t(`${ARTICLES.days}述星保持不變；癸亥之名與冬季之停是我們的解讀`),
    },
  };
}

/** The explanations in traditional characters. */
export const EXPLAIN_ZH_HANT: ExplainTexts = chinese((text) => text);

/** The explanations in simplified characters. */
export const EXPLAIN_ZH_HANS: ExplainTexts = chinese(simplified);
