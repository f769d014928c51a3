import type { Phrases } from "./phrases.ts";
import { simplified } from "./simplified.ts";

/** The help and the errors in traditional characters. */
export const PHRASES_ZH_HANT: Phrases = {
  // The parts of a help screen.
  "Usage:": "用法：",
  "Arguments:": "參數：",
  "Options:": "選項：",
  "Global Options:": "通用選項：",
  "Commands:": "命令：",
  "Examples:": "範例：",
  "choices:": "可選：",
  "default:": "預設：",
  "default {0}": "預設 {0}",
  "display help for command": "顯示命令的說明",
  "print the version": "印出版本",
  "config file (default {0})": "設定檔（預設 {0}）",
  "Nine Stars, stems and branches, and the 24 weather periods (solar terms) to the second":
    "九星、干支，與精確到秒的二十四節氣",
  // What stands between the brackets of a help screen, and the places of errors.
  options: "選項",
  command: "命令",
  date: "日期",
  month: "月份",
  year: "年",
  last: "末年",
  birth: "生辰",
  star: "星",
  from: "自",
  to: "至",
  pillars: "四柱",
  page: "頁",
  shell: "殼層",
  zone: "時區",
  rule: "規則",
  school: "派別",
  time: "時刻",
  by: "依據",
  language: "語言",
  calendar: "曆法",
  degrees: "度數",
  "lat,long": "緯度,經度",
  file: "檔案",
  sex: "性別",
  count: "數目",
  pair: "干支",
  period: "節氣",
  half: "半年",
  "cell=star...": "方位=星...",
  list: "清單",
  size: "尺寸",
  layout: "版式",
  longitude: "經度",
  latitude: "緯度",
  years: "年",
  "config file": "設定檔",
  "from, to": "自、至",
  "time in {0}": "{0} 的時刻",
  "zone {0}": "時區 {0}",
  "year {0}": "{0} 年",
  "{0} to {1}": "{0} 至 {1}",
  "{0} (weather year {1})": "{0}（節氣年 {1}）",
  // The commands.
  "YYYY-MM-DD or YYYY-MM-DDTHH:MM, or today, tomorrow, yesterday":
    "YYYY-MM-DD 或 YYYY-MM-DDTHH:MM，或 today（今日）、tomorrow（明日）、yesterday（昨日）",
  "a year; 0 is 1 BC": "年；0 為公元前 1 年",
  "file to write (default: standard output)": "寫入的檔案（預設：標準輸出）",
  "one day on one screen: pillars, boards, fortune, period, season":
    "一日一屏：四柱、星盤、運、節氣、季節",
  "the twelve double hours of a day with their pairs and stars": "一日十二時辰的干支與星",
  "the days of a civil month in a table": "公曆一月各日之表",
  "YYYY-MM, or this": "YYYY-MM，或 this（本月）",
  "a weather year: its months, its star, and a chart of the star of the day":
    "一個節氣年：各月、年星與日星圖",
  "the instants of the 24 weather periods (solar terms)": "二十四節氣的時刻",
  "the last year of a span": "時段的末年",
  "the Epoch and the Fortune of a year": "一年的元與運",
  "the destiny star, board and directions for a birth, compared with Eight Mansions":
    "生辰的本命星、星盤與方位，並與八宅對照",
  "YYYY-MM-DD or YYYY-MM-DDTHH:MM": "YYYY-MM-DD 或 YYYY-MM-DDTHH:MM",
  "show the Eight Mansions of this sex only": "只顯示此性別的八宅：female（女）、male（男）",
  "the Luoshu board with a star in the Heaven Center": "一星入中宮的洛書盤",
  "the star in the center": "入中宮之星",
  "the descending flight (逆飛): the stars go backward over the cells": "逆飛：星逆行於各宮",
  "the boards of a year and its months, and the directions afflicted in each":
    "一年及各月的星盤與諸煞方位",
  "the days, or double hours, of a span that have the pairs, stars and places asked for":
    "時段內合於所問干支、星與方位的日或時辰",
  "the first day (default: 50 years ago)": "首日（預設：50 年前）",
  "the last day (default: 50 years from now)": "末日（預設：50 年後）",
  "stop after so many": "得此數目即止",
  "the pair of the weather year, such as Jia-Dragon": "節氣年的干支，如甲辰",
  "the pair of the weather month": "節氣月的干支",
  "the pair of the day": "日的干支",
  "the pair of the double hour": "時辰的干支",
  "the star of the weather year, 1 to 9": "節氣年之星，1 至 9",
  "the star of the weather month": "節氣月之星",
  "the star of the day": "日星",
  "the star of the double hour": "時辰之星",
  "the weather period: its name, or the longitude of the Sun": "節氣：其名或太陽黃經",
  "the half of the year": "半年：yang（陽）、yin（陰）",
  "only days on which the qi field stands still": "只取氣場不動之日",
  "a star in a direction of the day's board: S=9": "日盤某方之星：南=9",
  "the moments of a span that have the pillars of year, month, day and hour":
    "時段內具此年、月、日、時柱的時刻",
  "one to four pairs, the year first, in quotes": "一至四個干支，年在先，置於引號內",
  "the rules for the star of the day, side by side, with the requirements each one breaks":
    "日星的各規則並列，及各自違反的要求",
  "why each value of a day is what it is: the period, solstice, turn, rule and source":
    "一日各值的緣由：節氣、二至、轉向、規則與出處",
  "one line for each day of a span, at noon": "時段內每日一行，以正午計",
  "the first day, YYYY-MM-DD": "首日，YYYY-MM-DD",
  "the last day, YYYY-MM-DD": "末日，YYYY-MM-DD",
  "comma-separated values with a heading": "以逗號分隔的值，附標題行",
  "an iCalendar file of weather periods, stars of the days and held days":
    "含節氣、日星與不動之日的 iCalendar 檔案",
  "what to include: terms, stars, held": "所含內容：terms（節氣）、stars（星）、held（不動之日）",
  "the star of the day over a year as an SVG chart: season against another rule":
    "一年日星的 SVG 圖：季節座標與另一規則對照",
  "a printable page of a month or a year: days, boards, periods, afflicted directions":
    "一月或一年的可印頁：各日、星盤、節氣、諸煞方位",
  "YYYY-MM, or a year": "YYYY-MM，或年",
  "the paper": "紙張",
  "a completion script for a shell": "殼層的補全腳本",
  "wide for a page, narrow for a phone": "wide 為頁面，narrow 為手機",
  "the shell": "殼層",
  'pillars "Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse"': 'pillars "甲辰 壬申 己未 庚午"',
  "find --day-pair Jia-Rat --day-star 1 --first 3": "find --day-pair 甲子 --day-star 1 --first 3",
  "find --from 2026-01-01 --to 2026-12-31 --star-in S=9":
    "find --from 2026-01-01 --to 2026-12-31 --star-in 南=9",
  // The settings.
  "time zone: an IANA name, an offset such as +07:00, or UTC":
    "時區：IANA 名稱、如 +07:00 的偏移，或 UTC",
  "how the star of the day is counted": "日星的計法",
  "for the rule nearest: the last pair that turns back to the Jia-Rat day before, and whether there are leaps":
    "用於規則 nearest：仍退回前一甲子日的最後干支，以及是否置閏",
  "when a day begins": "一日何時開始：午夜（midnight）或 23:00",
  "what reverses the stars of the hours: the day of the solstice, or the turn of the day's own star":
    "時星因何轉向：二至之日（solstice），或日星自身的轉向（day）",
  "language of the screens": "畫面語言",
  "calendar of the dates that you give": "所給日期的曆法",
  "lunar calendar beside the date (auto: the Vietnamese one where the language is vi)":
    "日期旁的農曆（auto：語言為 vi 時用越南曆）",
  "show the true solar time and its pillars there: degrees east of Greenwich":
    "顯示當地真太陽時及其四柱：東經度數",
  "the same for a latitude and a longitude: 21.03,105.85": "同上，以緯度與經度：21.03,105.85",
  "print JSON (see the published schema)": "印出 JSON（見公布的綱要）",
  "draw with ASCII characters only": "只用 ASCII 字元繪製",
  "draw boards with north at the top instead of south": "星盤上北而非上南",
  // What the parser of the command line finds wrong.
  "unknown option '{0}'": "沒有選項 '{0}'",
  "unknown command '{0}'": "沒有命令 '{0}'",
  "(Did you mean {0}?)": "（是否指 {0}？）",
  "(Did you mean one of {0}?)": "（是否指其一：{0}？）",
  "too many arguments for '{0}'. Expected {1} argument but got {2}.":
    "'{0}' 的參數過多：應為 {1} 個，實為 {2} 個。",
  "too many arguments for '{0}'. Expected {1} arguments but got {2}.":
    "'{0}' 的參數過多：應為 {1} 個，實為 {2} 個。",
  "missing required argument '{0}'": "缺少必要參數 '{0!}'",
  "option '{0} <{1}>' argument missing": "選項 '{0} <{1!}>' 缺少值",
  "option '{0} <{1}>' argument '{2}' is invalid. Allowed choices are {3}.":
    "選項 '{0} <{1!}>' 不接受 '{2}'。可選：{3}。",
  "command-argument value '{0}' is invalid for argument '{1}'. Allowed choices are {2}.":
    "參數 '{1!}' 不接受 '{0}'。可選：{2}。",
  "Write date and time as one: {0}T{1}.": "日期與時刻請連寫：{0}T{1}。",
  "A year before zero stands after --: almanac {0}.": "零以前的年寫在 -- 之後：almanac {0}。",
  "Did you mean {0}?": "是否指 {0}？",
  "Did you mean one of {0}?": "是否指其一：{0}？",
  "see: almanac --help": "请看：almanac --help",
  "The lunar date is a line of almanac day and a column of almanac month; --lunar says by which calendar: {0}.":
    "農曆日期見 almanac day 的一行與 almanac month 的一欄；--lunar 指定曆法：{0}。",
  "a bug in almanac: {0}": "almanac 自身的錯誤：{0}",
  "cannot write standard output: {0}": "無法寫入標準輸出：{0!}",
  "ENOSPC: no space left on device, write": "ENOSPC：裝置空間不足",
  "free some space where the output goes, or send it elsewhere": "請在輸出處騰出空間，或輸出至他處",
  // Dates, times and years.
  "not a date": "不是日期",
  "not a month": "不是月份",
  "not a year": "不是年",
  "the calendar has no such day": "曆中無此日",
  "the Julian calendar has no such day": "儒略曆無此日",
  "no clock shows this time": "鐘錶無此時刻",
  "the clock of the zone was put forward over this time": "該時區的鐘曾撥快，越過此時刻",
  "the range ends before it begins": "時段終點早於起點",
  "the theory of the Sun is not trusted there": "太陽理論於彼處不可信",
  "outside the years in which the rule season has 180 days in both halves":
    "超出季節座標兩個半年各有 180 日的年份",
  "outside the weather years in which both halves have the 180 days of the rule season":
    "超出兩個半年各有季節座標 180 日的節氣年",
  "iCalendar has no such year": "iCalendar 無此年",
  "Give YYYY-MM-DD, YYYY-MM-DDTHH:MM, today, tomorrow or yesterday.":
    "請給 YYYY-MM-DD、YYYY-MM-DDTHH:MM、today、tomorrow 或 yesterday。",
  "Did you mean {0}? {1}": "是否指 {0}？{1!}",
  "Give a day of the Gregorian calendar as YYYY-MM-DD.": "請以 YYYY-MM-DD 給公曆日期。",
  "Give a day of the Julian calendar as YYYY-MM-DD, or leave out --calendar.":
    "請以 YYYY-MM-DD 給儒略曆日期，或去掉 --calendar。",
  "Give a month as YYYY-MM, for example 2021-08.": "請以 YYYY-MM 給月份，例如 2021-08。",
  "Give a whole number such as 2021; 0 is 1 BC.": "請給整數，如 2021；0 為公元前 1 年。",
  "{0}Give a year from {1} to {2}.": "{0!}請給 {1} 至 {2} 之間的年。",
  "{0}Give a year from {1} to {2}, or another rule.":
    "{0!}請給 {1} 至 {2} 之間的年，或改用其他規則。",
  "{0} is the year AD {1}; did you mean {2}? ": "{0} 是公元 {1} 年；是否指 {2}？",
  "Give a date in the weather years {0} to {1}, or another rule.":
    "請給節氣年 {0} 至 {1} 之內的日期，或改用其他規則。",
  "Give a time before or after the change.": "請給撥鐘之前或之後的時刻。",
  "Give hours 0..23, minutes 0..59 and seconds from 0 to less than 60, for no leap second is counted: {0}":
    "請給時 0..23、分 0..59、秒 0 至不足 60，不計閏秒：08:30:00。",
  "Give the earlier date first.": "請先給較早的日期。",
  "Give the earlier year first.": "請先給較早的年。",
  "Give years from 1 to 9999.": "請給 1 至 9999 年。",
  // Zones and places.
  "no such time zone": "沒有此時區",
  "Give an IANA name such as {0}, an offset such as +07:00, or UTC.":
    "請給 IANA 名稱（如 {0!}）、如 +07:00 的偏移，或 UTC。",
  "Asia/Ho_Chi_Minh, or +07:00 for the North from 1960-01-01 to 1975-06-13":
    "Asia/Ho_Chi_Minh，北方自 1960-01-01 至 1975-06-13 為 +07:00",
  "the zone's data do not reach this day": "該時區的資料未及此日",
  "They hold from {0} to {1}: make the zone for a span with every year that is asked for.":
    "資料自 {0} 至 {1}。",
  "not a {0} on the Earth": "不是地球上的{0!}",
  "not a place": "不是地點",
  "Give the {0} in decimal degrees from -{1} to {2}, east and north of zero positive: 105.85.":
    "請以十進位度數給{0!}，自 -{1} 至 {2}，東與北為正：105.85。",
  "Give decimal degrees: {0}.": "請給十進位度數：{0}。",
  "Give latitude and longitude with a comma between them: 21.03,105.85.":
    "請給緯度與經度，以逗號分隔：21.03,105.85。",
  // Settings, files and choices.
  "no such choice": "無此選擇",
  "no such school": "無此派別",
  "no such setting": "無此設定",
  "no such part": "無此部分",
  "no such star": "無此星",
  "no such pair": "無此干支",
  "no names in this language": "沒有此語言的名稱",
  "neither on nor off": "既非開亦非關",
  "Use one of {0}.": "請用其一：{0}。",
  "Name some of {0}, with commas between them.": "請從 {0} 中列舉，以逗號分隔。",
  "Give a number from 1 to 9.": "請給 1 至 9 的數。",
  "not a number from {0} to {1}": "不是 {0} 至 {1} 的數",
  "Give a whole number from {0} to {1}.": "請給 {0} 至 {1} 的整數。",
  "the config file cannot be read ({0})": "無法讀取設定檔（{0}）",
  "Name a readable JSON file.": "請指定可讀的 JSON 檔案。",
  "not JSON": "不是 JSON",
  "Correct the file.": "請修正檔案。",
  "not an object": "不是物件",
  'Write { "zone": "UTC" }.': '請寫 { "zone": "UTC" }。',
  "The settings are {0}.": "設定有：{0}。",
  "not a text or a switch": "既非文字亦非開關",
  "the file cannot be written ({0})": "無法寫入檔案（{0}）",
  "Name a file in a folder that exists and that you may write to.":
    "請指定一個存在且可寫的資料夾中的檔案。",
  "the report of what was written needs a file": "寫入報告需要檔案",
  "Name a file with --output, or leave --json out.": "請以 --output 指定檔案，或去掉 --json。",
  "ical without --output": "ical 未帶 --output",
  "page without --output": "page 未帶 --output",
  "one form at a time": "一次只能一種格式",
  "--csv with --json": "--csv 與 --json 並用",
  "Leave one of them out.": "請去掉其一。",
  // Searches.
  "nothing can ever match": "永遠不會有結果",
  "Change one of the conditions: {0}.": "請更改其中一項條件：{0!}。",
  "the stem of a month follows from that of its year": "月干隨年干而定",
  "the stem of an hour follows from that of its day": "時干隨日干而定",
  "the pair and the star of a year go on together": "年的干支與星同步推移",
  "no board has these stars": "沒有星盤具有這些星",
  "not a direction and a star": "不是方位與星",
  "Give one of {0} and a star from 1 to 9: {1}=9.": "請給 {0} 之一與 1 至 9 的星：{1}=9。",
  "no weather period begins there": "該處無節氣開始",
  "Give its name, or the longitude of the Sun at its beginning: 0, 15, .. 345.":
    "請給其名，或其開始時的太陽黃經：0、15、…、345。",
  "Give a pair such as Wu-Dog, Mậu Tuất or 戊戌.": "請給干支，如戊戌。",
  'Give one to four pairs: "Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse".':
    '請給一至四個干支："甲辰 壬申 己未 庚午"。',
};

/** The help and the errors in simplified characters. */
export const PHRASES_ZH_HANS: Phrases = Object.fromEntries(
  Object.entries(PHRASES_ZH_HANT).map(([english, chinese]) => [english, simplified(chinese)]),
);
