import type { Phrases } from "./phrases.ts";

/** The help and the errors in Vietnamese. */
export const PHRASES_VI: Phrases = {
  // The parts of a help screen.
  "Usage:": "Cách dùng:",
  "Arguments:": "Tham số:",
  "Options:": "Tùy chọn:",
  "Global Options:": "Tùy chọn chung:",
  "Commands:": "Các lệnh:",
  "Examples:": "Ví dụ:",
  "choices:": "chọn một trong:",
  "default:": "mặc định:",
  "default {0}": "mặc định {0}",
  "display help for command": "hiện trợ giúp của lệnh",
  "print the version": "in số phiên bản",
  "config file (default {0})": "tệp cấu hình (mặc định {0})",
  "Nine Stars, stems and branches, and the 24 weather periods (solar terms) to the second":
    "Cửu tinh, can chi và 24 tiết khí chính xác đến từng giây",
  // What stands between the brackets of a help screen, and the places of errors.
  options: "tùy-chọn",
  command: "lệnh",
  date: "ngày",
  month: "tháng",
  year: "năm",
  last: "năm-cuối",
  birth: "ngày-sinh",
  star: "sao",
  from: "từ",
  to: "đến",
  pillars: "tứ-trụ",
  page: "trang",
  shell: "trình-vỏ",
  zone: "múi-giờ",
  rule: "quy-tắc",
  school: "trường-phái",
  time: "giờ",
  by: "theo",
  language: "ngôn-ngữ",
  calendar: "lịch",
  degrees: "độ",
  "lat,long": "vĩ,kinh",
  file: "tệp",
  sex: "giới",
  count: "số",
  pair: "can-chi",
  period: "tiết-khí",
  half: "nửa-năm",
  "cell=star...": "hướng=sao...",
  list: "danh-sách",
  size: "khổ",
  layout: "bố-cục",
  longitude: "kinh-độ",
  latitude: "vĩ-độ",
  years: "năm",
  "config file": "tệp cấu hình",
  "from, to": "từ, đến",
  "time in {0}": "giờ tại {0}",
  "zone {0}": "múi giờ {0}",
  "year {0}": "năm {0}",
  "{0} to {1}": "{0} đến {1}",
  "{0} (weather year {1})": "{0} (năm tiết khí {1})",
  // The commands.
  "YYYY-MM-DD or YYYY-MM-DDTHH:MM, or today, tomorrow, yesterday":
    "YYYY-MM-DD hoặc YYYY-MM-DDTHH:MM, hoặc today (hôm nay), tomorrow (ngày mai), yesterday (hôm qua)",
  "a year; 0 is 1 BC": "một năm; 0 là năm 1 trước Công nguyên",
  "file to write (default: standard output)": "tệp để ghi (mặc định: đầu ra chuẩn)",
  "one day on one screen: pillars, boards, fortune, period, season":
    "một ngày trên một màn hình: các trụ, bàn cửu cung, vận, tiết khí, mùa",
  "the twelve double hours of a day with their pairs and stars":
    "mười hai giờ của một ngày với can chi và sao",
  "the days of a civil month in a table": "bảng các ngày của một tháng dương lịch",
  "YYYY-MM, or this": "YYYY-MM, hoặc this (tháng này)",
  "a weather year: its months, its star, and a chart of the star of the day":
    "một năm tiết khí: các tháng, sao của năm và biểu đồ sao của ngày",
  "the instants of the 24 weather periods (solar terms)": "thời điểm của 24 tiết khí",
  "the last year of a span": "năm cuối của một khoảng",
  "the Epoch and the Fortune of a year": "Nguyên và Vận của một năm",
  "the destiny star, board and directions for a birth, compared with Eight Mansions":
    "sao bản mệnh, bàn cửu cung và các hướng của một người sinh, so với Bát trạch",
  "YYYY-MM-DD or YYYY-MM-DDTHH:MM": "YYYY-MM-DD hoặc YYYY-MM-DDTHH:MM",
  "show the Eight Mansions of this sex only":
    "chỉ hiện Bát trạch của giới này: female (nữ), male (nam)",
  "the Luoshu board with a star in the Heaven Center": "bàn Lạc thư với một sao ở trung cung",
  "the star in the center": "sao ở trung cung",
  "the descending flight (逆飛): the stars go backward over the cells":
    "phi nghịch (逆飛): các sao đi ngược qua các cung",
  "the boards of a year and its months, and the directions afflicted in each":
    "các bàn cửu cung của một năm và các tháng, với các hướng phạm sát",
  "the days, or double hours, of a span that have the pairs, stars and places asked for":
    "những ngày, hoặc giờ, trong một khoảng có can chi, sao và vị trí được hỏi",
  "the first day (default: 50 years ago)": "ngày đầu (mặc định: 50 năm trước)",
  "the last day (default: 50 years from now)": "ngày cuối (mặc định: 50 năm sau)",
  "stop after so many": "dừng sau chừng ấy kết quả",
  "the pair of the weather year, such as Jia-Dragon":
    "can chi của năm tiết khí, chẳng hạn Giáp-Thìn",
  "the pair of the weather month": "can chi của tháng tiết khí",
  "the pair of the day": "can chi của ngày",
  "the pair of the double hour": "can chi của giờ",
  "the star of the weather year, 1 to 9": "sao của năm tiết khí, 1 đến 9",
  "the star of the weather month": "sao của tháng tiết khí",
  "the star of the day": "sao của ngày",
  "the star of the double hour": "sao của giờ",
  "the weather period: its name, or the longitude of the Sun":
    "tiết khí: tên của nó, hoặc kinh độ Mặt Trời",
  "the half of the year": "nửa năm: yang (dương), yin (âm)",
  "only days on which the qi field stands still": "chỉ những ngày trường khí bất động",
  "a star in a direction of the day's board: S=9": "một sao ở một hướng của bàn ngày: Nam=9",
  "the moments of a span that have the pillars of year, month, day and hour":
    "những thời điểm trong một khoảng có các trụ năm, tháng, ngày, giờ",
  "one to four pairs, the year first, in quotes":
    "một đến bốn can chi, năm đứng đầu, trong dấu nháy",
  "the rules for the star of the day, side by side, with the requirements each one breaks":
    "các quy tắc cho sao của ngày, đặt cạnh nhau, với những yêu cầu mà mỗi quy tắc vi phạm",
  "why each value of a day is what it is: the period, solstice, turn, rule and source":
    "vì sao mỗi giá trị của một ngày là như vậy: tiết khí, ngày chí, chỗ đổi chiều, quy tắc và nguồn",
  "one line for each day of a span, at noon": "mỗi ngày của một khoảng một dòng, lúc giữa trưa",
  "the first day, YYYY-MM-DD": "ngày đầu, YYYY-MM-DD",
  "the last day, YYYY-MM-DD": "ngày cuối, YYYY-MM-DD",
  "comma-separated values with a heading": "các giá trị cách nhau bằng dấu phẩy, có dòng đầu",
  "an iCalendar file of weather periods, stars of the days and held days":
    "tệp iCalendar gồm tiết khí, sao của ngày và các ngày bất động",
  "what to include: terms, stars, held":
    "gồm những gì: terms (tiết khí), stars (sao), held (ngày bất động)",
  "the star of the day over a year as an SVG chart: season against another rule":
    "sao của ngày trong một năm dưới dạng biểu đồ SVG: tọa độ mùa so với một quy tắc khác",
  "a printable page of a month or a year: days, boards, periods, afflicted directions":
    "trang để in của một tháng hoặc một năm: ngày, bàn cửu cung, tiết khí, các hướng phạm sát",
  "YYYY-MM, or a year": "YYYY-MM, hoặc một năm",
  "the paper": "khổ giấy",
  "a completion script for a shell": "tập lệnh tự hoàn thành cho một trình vỏ",
  "wide for a page, narrow for a phone": "wide cho trang giấy, narrow cho điện thoại",
  "the shell": "trình vỏ",
  'pillars "Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse"':
    'pillars "Giáp-Thìn Nhâm-Thân Kỷ-Mùi Canh-Ngọ"',
  "find --day-pair Jia-Rat --day-star 1 --first 3":
    "find --day-pair Giáp-Tý --day-star 1 --first 3",
  "find --from 2026-01-01 --to 2026-12-31 --star-in S=9":
    "find --from 2026-01-01 --to 2026-12-31 --star-in Nam=9",
  // The settings.
  "time zone: an IANA name, an offset such as +07:00, or UTC":
    "múi giờ: một tên IANA, một độ lệch như +07:00, hoặc UTC",
  "how the star of the day is counted": "cách đếm sao của ngày",
  "for the rule nearest: the last pair that turns back to the Jia-Rat day before, and whether there are leaps":
    "cho quy tắc nearest: can chi cuối cùng còn quay về ngày Giáp Tý trước, và có đặt nhuận hay không",
  "when a day begins": "khi nào một ngày bắt đầu: nửa đêm (midnight) hoặc 23:00",
  "what reverses the stars of the hours: the day of the solstice, or the turn of the day's own star":
    "điều gì đảo chiều sao của giờ: ngày chí (solstice), hoặc chỗ đổi chiều của chính sao ngày (day)",
  "language of the screens": "ngôn ngữ của màn hình",
  "calendar of the dates that you give": "lịch của những ngày mà bạn cho",
  "lunar calendar beside the date (auto: the Vietnamese one where the language is vi)":
    "âm lịch bên cạnh ngày (auto: lịch Việt Nam khi ngôn ngữ là vi)",
  "show the true solar time and its pillars there: degrees east of Greenwich":
    "hiện giờ Mặt Trời thật và các trụ tại đó: số độ kinh đông",
  "the same for a latitude and a longitude: 21.03,105.85":
    "như trên, cho một vĩ độ và một kinh độ: 21.03,105.85",
  "print JSON (see the published schema)": "in JSON (xem lược đồ đã công bố)",
  "draw with ASCII characters only": "chỉ vẽ bằng ký tự ASCII",
  "draw boards with north at the top instead of south":
    "vẽ bàn cửu cung với phương Bắc ở trên thay vì phương Nam",
  // What the parser of the command line finds wrong.
  "unknown option '{0}'": "không có tùy chọn '{0}'",
  "unknown command '{0}'": "không có lệnh '{0}'",
  "(Did you mean {0}?)": "(Có phải ý bạn là {0}?)",
  "(Did you mean one of {0}?)": "(Có phải ý bạn là một trong {0}?)",
  "too many arguments for '{0}'. Expected {1} argument but got {2}.":
    "quá nhiều tham số cho '{0}': cần {1}, nhận được {2}.",
  "too many arguments for '{0}'. Expected {1} arguments but got {2}.":
    "quá nhiều tham số cho '{0}': cần {1}, nhận được {2}.",
  "missing required argument '{0}'": "thiếu tham số bắt buộc '{0!}'",
  "option '{0} <{1}>' argument missing": "tùy chọn '{0} <{1!}>' thiếu giá trị",
  "option '{0} <{1}>' argument '{2}' is invalid. Allowed choices are {3}.":
    "tùy chọn '{0} <{1!}>' không nhận giá trị '{2}'. Hãy chọn một trong {3}.",
  "command-argument value '{0}' is invalid for argument '{1}'. Allowed choices are {2}.":
    "tham số '{1!}' không nhận giá trị '{0}'. Hãy chọn một trong {2}.",
  "Write date and time as one: {0}T{1}.": "Hãy viết ngày và giờ liền nhau: {0}T{1}.",
  "A year before zero stands after --: almanac {0}.":
    "Năm trước số không đứng sau --: almanac {0}.",
  "Did you mean {0}?": "Có phải ý bạn là {0}?",
  "Did you mean one of {0}?": "Có phải ý bạn là một trong {0}?",
  "see: almanac --help": "xem: almanac --help",
  "The lunar date is a line of almanac day and a column of almanac month; --lunar says by which calendar: {0}.":
    "Ngày âm lịch là một dòng của almanac day và một cột của almanac month; --lunar cho biết theo lịch nào: {0}.",
  "a bug in almanac: {0}": "lỗi của chính almanac: {0}",
  "cannot write standard output: {0}": "không ghi được đầu ra chuẩn: {0!}",
  "ENOSPC: no space left on device, write": "ENOSPC: thiết bị hết chỗ",
  "free some space where the output goes, or send it elsewhere":
    "hãy giải phóng chỗ ở nơi nhận đầu ra, hoặc gửi nó đi nơi khác",
  // Dates, times and years.
  "not a date": "không phải là ngày",
  "not a month": "không phải là tháng",
  "not a year": "không phải là năm",
  "the calendar has no such day": "lịch không có ngày này",
  "the Julian calendar has no such day": "lịch Julius không có ngày này",
  "no clock shows this time": "không đồng hồ nào chỉ giờ này",
  "the clock of the zone was put forward over this time":
    "đồng hồ của múi giờ đã được vặn tiến qua giờ này",
  "the range ends before it begins": "khoảng kết thúc trước khi bắt đầu",
  "the theory of the Sun is not trusted there": "lý thuyết về Mặt Trời không đáng tin ở đó",
  "outside the years in which the rule season has 180 days in both halves":
    "ngoài những năm mà quy tắc tọa độ mùa có 180 ngày trong cả hai nửa",
  "outside the weather years in which both halves have the 180 days of the rule season":
    "ngoài các năm tiết khí mà cả hai nửa có 180 ngày của quy tắc tọa độ mùa",
  "iCalendar has no such year": "iCalendar không có năm này",
  "Give YYYY-MM-DD, YYYY-MM-DDTHH:MM, today, tomorrow or yesterday.":
    "Hãy cho YYYY-MM-DD, YYYY-MM-DDTHH:MM, today, tomorrow hoặc yesterday.",
  "Did you mean {0}? {1}": "Có phải ý bạn là {0}? {1!}",
  "Give a day of the Gregorian calendar as YYYY-MM-DD.":
    "Hãy cho một ngày dương lịch (Gregorius) theo dạng YYYY-MM-DD.",
  "Give a day of the Julian calendar as YYYY-MM-DD, or leave out --calendar.":
    "Hãy cho một ngày của lịch Julius theo dạng YYYY-MM-DD, hoặc bỏ --calendar.",
  "Give a month as YYYY-MM, for example 2021-08.":
    "Hãy cho tháng theo dạng YYYY-MM, ví dụ 2021-08.",
  "Give a whole number such as 2021; 0 is 1 BC.":
    "Hãy cho một số nguyên như 2021; 0 là năm 1 trước Công nguyên.",
  "{0}Give a year from {1} to {2}.": "{0!}Hãy cho một năm từ {1} đến {2}.",
  "{0}Give a year from {1} to {2}, or another rule.":
    "{0!}Hãy cho một năm từ {1} đến {2}, hoặc một quy tắc khác.",
  "{0} is the year AD {1}; did you mean {2}? ":
    "{0} là năm {1} sau Công nguyên; có phải ý bạn là {2}? ",
  "Give a date in the weather years {0} to {1}, or another rule.":
    "Hãy cho một ngày trong các năm tiết khí {0} đến {1}, hoặc một quy tắc khác.",
  "Give a time before or after the change.": "Hãy cho một giờ trước hoặc sau lần vặn đồng hồ.",
  "Give hours 0..23, minutes 0..59 and seconds from 0 to less than 60, for no leap second is counted: {0}":
    "Hãy cho giờ 0..23, phút 0..59 và giây từ 0 đến dưới 60, không tính giây nhuận: 08:30:00.",
  "Give the earlier date first.": "Hãy cho ngày sớm hơn trước.",
  "Give the earlier year first.": "Hãy cho năm sớm hơn trước.",
  "Give years from 1 to 9999.": "Hãy cho năm từ 1 đến 9999.",
  // Zones and places.
  "no such time zone": "không có múi giờ này",
  "Give an IANA name such as {0}, an offset such as +07:00, or UTC.":
    "Hãy cho một tên IANA như {0!}, một độ lệch như +07:00, hoặc UTC.",
  "Asia/Ho_Chi_Minh, or +07:00 for the North from 1960-01-01 to 1975-06-13":
    "Asia/Ho_Chi_Minh, hoặc +07:00 cho miền Bắc từ 1960-01-01 đến 1975-06-13",
  "the zone's data do not reach this day": "dữ liệu của múi giờ không tới ngày này",
  "They hold from {0} to {1}: make the zone for a span with every year that is asked for.":
    "Dữ liệu có từ {0} đến {1}.",
  "not a {0} on the Earth": "không phải {0!} trên Trái Đất",
  "not a place": "không phải một nơi",
  "Give the {0} in decimal degrees from -{1} to {2}, east and north of zero positive: 105.85.":
    "Hãy cho {0!} bằng độ thập phân từ -{1} đến {2}, phía đông và phía bắc là dương: 105.85.",
  "Give decimal degrees: {0}.": "Hãy cho độ thập phân: {0}.",
  "Give latitude and longitude with a comma between them: 21.03,105.85.":
    "Hãy cho vĩ độ và kinh độ, cách nhau bằng dấu phẩy: 21.03,105.85.",
  // Settings, files and choices.
  "no such choice": "không có lựa chọn này",
  "no such school": "không có trường phái này",
  "no such setting": "không có thiết lập này",
  "no such part": "không có phần này",
  "no such star": "không có sao này",
  "no such pair": "không có can chi này",
  "no names in this language": "không có tên gọi trong ngôn ngữ này",
  "neither on nor off": "không phải bật cũng không phải tắt",
  "Use one of {0}.": "Hãy dùng một trong {0}.",
  "Name some of {0}, with commas between them.":
    "Hãy nêu vài mục trong {0}, cách nhau bằng dấu phẩy.",
  "Give a number from 1 to 9.": "Hãy cho một số từ 1 đến 9.",
  "not a number from {0} to {1}": "không phải số từ {0} đến {1}",
  "Give a whole number from {0} to {1}.": "Hãy cho một số nguyên từ {0} đến {1}.",
  "the config file cannot be read ({0})": "không đọc được tệp cấu hình ({0})",
  "Name a readable JSON file.": "Hãy nêu một tệp JSON đọc được.",
  "not JSON": "không phải JSON",
  "Correct the file.": "Hãy sửa tệp.",
  "not an object": "không phải một đối tượng",
  'Write { "zone": "UTC" }.': 'Hãy viết { "zone": "UTC" }.',
  "The settings are {0}.": "Các thiết lập là {0}.",
  "not a text or a switch": "không phải chữ cũng không phải công tắc",
  "the file cannot be written ({0})": "không ghi được tệp ({0})",
  "Name a file in a folder that exists and that you may write to.":
    "Hãy nêu một tệp trong thư mục có thật mà bạn được ghi.",
  "the report of what was written needs a file": "báo cáo về cái đã ghi cần một tệp",
  "Name a file with --output, or leave --json out.": "Hãy nêu tệp bằng --output, hoặc bỏ --json.",
  "ical without --output": "ical không có --output",
  "page without --output": "page không có --output",
  "one form at a time": "mỗi lần một dạng",
  "--csv with --json": "--csv cùng --json",
  "Leave one of them out.": "Hãy bỏ một trong hai.",
  // Searches.
  "nothing can ever match": "không bao giờ có kết quả",
  "Change one of the conditions: {0}.": "Hãy đổi một trong các điều kiện: {0!}.",
  "the stem of a month follows from that of its year": "can của tháng theo can của năm",
  "the stem of an hour follows from that of its day": "can của giờ theo can của ngày",
  "the pair and the star of a year go on together": "can chi và sao của năm cùng tiến với nhau",
  "no board has these stars": "không bàn cửu cung nào có các sao này",
  "not a direction and a star": "không phải một hướng và một sao",
  "Give one of {0} and a star from 1 to 9: {1}=9.":
    "Hãy cho một trong {0} và một sao từ 1 đến 9: {1}=9.",
  "no weather period begins there": "không tiết khí nào bắt đầu ở đó",
  "Give its name, or the longitude of the Sun at its beginning: 0, 15, .. 345.":
    "Hãy cho tên của nó, hoặc kinh độ Mặt Trời lúc bắt đầu: 0, 15, .. 345.",
  "Give a pair such as Wu-Dog, Mậu Tuất or 戊戌.": "Hãy cho một can chi như Mậu Tuất hoặc 戊戌.",
  'Give one to four pairs: "Jia-Dragon Ren-Monkey Ji-Sheep Geng-Horse".':
    'Hãy cho một đến bốn can chi: "Giáp-Thìn Nhâm-Thân Kỷ-Mùi Canh-Ngọ".',
};
