import { ARTICLES } from "./articles.ts";
import type { ExplainTexts } from "./texts.ts";

/** The days whose Rat hours have the same star, by the day's pair modulo 3. */
const DAY_GROUPS: readonly string[] = [
  "Tý, Ngọ, Mão và Dậu",
  "Thìn, Tuất, Sửu và Mùi",
  "Dần, Thân, Tỵ và Hợi",
];

/** The explanations in Vietnamese. */
export const EXPLAIN_VI: ExplainTexts = {
  title: (moment, zone, rule) => `${moment} (${zone}, quy tắc ${rule})`,
  fields: {
    zone: "múi giờ",
    term: "tiết khí",
    "pillars.year": "trụ năm",
    "pillars.month": "trụ tháng",
    "pillars.day": "trụ ngày",
    "pillars.hour": "trụ giờ",
    "stars.year": "sao năm",
    "stars.month": "sao tháng",
    "stars.day": "sao ngày",
    "stars.hour": "sao giờ",
    season: "mùa",
    fortune: "vận",
    doubts: "nghi vấn",
  },
  zone: (date, zone, boundary) =>
    `${date} là một ngày trên đồng hồ của ${zone}, bắt đầu lúc ${boundary}. Múi giờ là một thiết lập, không bao giờ lấy từ máy.`,
  term: (now, next) =>
    `Mặt Trời đạt ${now.longitude}° lúc ${now.at} (${now.error}) và đạt ${next.longitude}°, ${next.name}, lúc ${next.at}.`,
  yearPillar: (year, toCome) => {
    const early = toCome === undefined ? "" : `, vì Lập xuân ${toCome} chưa đến`;
    return `Năm tiết khí ${year} kéo dài từ Lập xuân đến Lập xuân${early}; can chi của năm là (${year} − 4) chia 60 lấy dư.`;
  },
  monthPillar: (month) =>
    `Đây là tháng tiết khí thứ ${month} của năm, đếm theo thời điểm của các tiết mở tháng; năm 604 bắt đầu bằng tháng Bính Dần, hai tháng sau Giáp Tý.`,
  dayPillar: (jdn, pair) =>
    `Số ngày Julius của ngày là ${jdn}, và (${jdn} + 49) chia 60 dư ${pair}.`,
  hourPillar: (late, midnight) => {
    const following = late ? "; từ 23:00 là giờ Tý của ngày hôm sau" : "";
    const though = late && midnight ? ", dù bản thân ngày đổi lúc nửa đêm" : "";
    return `Mỗi ngày mười hai giờ, đếm liên tục không ngắt quãng${following}${though}.`;
  },
  yearStar: (year) =>
    `Sao của năm 604 là 1 và mỗi năm giảm một; năm ${year} cách đó ${year - 604} năm.`,
  monthStar: (month, year) =>
    `Tháng Giáp Tý của năm đầu tiên là sao 1 và mỗi tháng giảm một; đây là tháng ${month} của năm ${year}.`,
  hourStar: (half, forward, by, group) => {
    const decides = by === "day" ? "chính sao của ngày đi chiều đó" : "ngày chí quyết định";
    return `Trong nửa năm ${half} (${decides}) các sao của giờ đi ${forward ? "thuận" : "nghịch"} từ giờ Tý, sao của giờ Tý được định cho các ngày ${DAY_GROUPS[group]}.`;
  },
  fortune: (epoch, from, to) =>
    `${epoch}, các năm tiết khí ${from} đến ${to}: mỗi Vận hai mươi năm, tính từ năm 604.`,
  openings: {
    solstice: (on, term, half) => `${term} mở nửa năm ${half} vào ngày ${on}`,
    term: (on, term) => `${term} cho ngày Giáp Tý một sao khác kể từ ${on}`,
    "jia-rat": (on, term) => `${on} là ngày Giáp Tý, sách bắt đầu lại từ sao của ${term}`,
    "nearest-jia-rat": (on, term) => `${on} là ngày Giáp Tý mà sao đổi chiều cho ${term}`,
    leap: (on, term) =>
      `Ngày Giáp Tý của ${term} đến sau lần đổi chiều trước 240 ngày, nên sao đổi chiều sớm hơn 30 ngày, vào ngày Giáp Ngọ ${on}`,
  },
  goes: (forward) => `; sao đi ${forward ? "thuận" : "nghịch"}. `,
  counted: (origin, jiaRat, star, days) => {
    const start = `${jiaRat ? "Ngày Giáp Tý" : "Ngày"} ${origin} là ${star}`;
    if (days === "held") return `${start}; sau 180 ngày trường khí đứng yên đến ngày chí kế tiếp.`;
    return `${start}, và ngày này ${days < 0 ? "trước" : "sau"} đó ${Math.abs(days)} ngày.`;
  },
  seasonResult: (half, day, apparent, held) =>
    `${half} ${day}, biểu kiến ${apparent}${held ? ", bất động" : ""}`,
  season: (term, opened, day, held) =>
    `${term} làm cho ${opened} thành ngày Giáp Tý biểu kiến của nửa năm; đây là ngày thứ ${day} của nó${held ? ", sau 180 ngày chuyển động" : ""}.`,
  doubts: {
    term: ["tiết khí", "tiết khí của thời điểm này"],
    month: ["tháng", "tháng của thời điểm này"],
    year: ["năm", "năm của thời điểm này"],
    day: ["ngày", "sao của ngày, đếm từ ngày của thời điểm đó,"],
    season: ["mùa", "thứ tự ngày trong nửa năm, đếm từ ngày của thời điểm đó,"],
  },
  doubt: ({ name, at, error }, words) =>
    `${name} đến lúc ${at}, và sai số ${error} vượt qua ranh giới: ${words} có thể là giá trị khác.`,
  provenance: {
    stated: "bài gốc",
    tradition: "truyền thống",
    computed: "tính toán",
    reading: "cách đọc",
  },
  source: (provenance, source) => `${provenance}: ${source}`,
  rules: {
    season: `${ARTICLES.days}: tọa độ mùa, sự bất động của trường khí chuyển tiếp`,
    books: `${ARTICLES.days}: cách của sách hiện hành, mà bài này phê phán`,
    nearest: "đổi chiều vào ngày Giáp Tý gần ngày chí nhất, như lịch và thư viện thông dụng đếm",
    interpolated: "ngày Giáp Tý đầu tiên sau ngày chí, đếm ngược về ngày chí",
  },
  byRule: (source, rule) => `${source} (quy tắc ${rule})`,
  sources: {
    zone: "múi giờ của các tác giả là mặc định",
    term: "VSOP87D với chương động, quang sai và ΔT; xem bảng độ chính xác",
    "pillars.year": `${ARTICLES.months}: tháng đầu là tháng Dần`,
    "pillars.month": ARTICLES.months,
    "pillars.day": "phép đếm ngày liên tục",
    "pillars.hour": "ngũ Tý: can của giờ Tý theo can của ngày",
    "stars.year": `${ARTICLES.destiny}: bảng vòng Giáp Tý với tam nguyên`,
    "stars.month": ARTICLES.months,
    "stars.hour": ARTICLES.months,
    fortune: ARTICLES.fortunes,
    doubts: "sai số đã nêu của vị trí Mặt Trời và của ΔT",
    season: ARTICLES.days,
    held: `${ARTICLES.days} nêu rằng sao được giữ nguyên; nhãn Quý Hợi và việc giữ vào mùa đông là cách đọc của chúng tôi`,
  },
};
