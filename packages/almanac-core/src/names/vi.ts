import { list, type Names, pairNames, starNames } from "./names.ts";

const stems = /*#__PURE__*/ list("Giáp, Ất, Bính, Đinh, Mậu, Kỷ, Canh, Tân, Nhâm, Quý");
const branches = /*#__PURE__*/ list("Tý, Sửu, Dần, Mão, Thìn, Tỵ, Ngọ, Mùi, Thân, Dậu, Tuất, Hợi");

/** The names of Vietnamese almanacs. */
export const VI: Names = {
  language: "vi",
  stems,
  branches,
  pairs: /*#__PURE__*/ pairNames(stems, branches, " "),
  stars: /*#__PURE__*/ starNames(
    "Nhất Bạch Thủy, Nhị Hắc Thổ, Tam Bích Mộc, Tứ Lục Mộc, Ngũ Hoàng Thổ, Lục Bạch Kim, Thất Xích Kim, Bát Bạch Thổ, Cửu Tử Hỏa",
    1,
  ),
  terms: /*#__PURE__*/ list(
    "Tiểu hàn, Đại hàn, Lập xuân, Vũ thủy, Kinh trập, Xuân phân, Thanh minh, Cốc vũ, Lập hạ, Tiểu mãn, Mang chủng, Hạ chí, Tiểu thử, Đại thử, Lập thu, Xử thử, Bạch lộ, Thu phân, Hàn lộ, Sương giáng, Lập đông, Tiểu tuyết, Đại tuyết, Đông chí",
  ),
  elements: { wood: "Mộc", fire: "Hỏa", earth: "Thổ", metal: "Kim", water: "Thủy" },
  colours: {
    white: "Bạch",
    black: "Hắc",
    blue: "Bích",
    green: "Lục",
    yellow: "Hoàng",
    red: "Xích",
    burgundy: "Tử",
  },
  cells: {
    N: "Bắc",
    NE: "Đông Bắc",
    E: "Đông",
    SE: "Đông Nam",
    S: "Nam",
    SW: "Tây Nam",
    W: "Tây",
    NW: "Tây Bắc",
    C: "Trung cung",
  },
  compass: { N: "B", NE: "ĐB", E: "Đ", SE: "ĐN", S: "N", SW: "TN", W: "T", NW: "TB" },
  halves: { yang: "dương", yin: "âm" },
  epochs: { upper: "Thượng nguyên", middle: "Trung nguyên", lower: "Hạ nguyên" },
  mansions: {
    "life-generation": "Sinh Khí",
    "heaven-doctor": "Thiên Y",
    "long-age": "Diên Niên",
    return: "Phục Vị",
    harm: "Họa Hại",
    "six-evils": "Lục Sát",
    "five-ghosts": "Ngũ Quỷ",
    death: "Tuyệt Mệnh",
  },
  nayin: /*#__PURE__*/ list(
    "Hải Trung Kim, Lư Trung Hỏa, Đại Lâm Mộc, Lộ Bàng Thổ, Kiếm Phong Kim, Sơn Đầu Hỏa, Giản Hạ Thủy, Thành Đầu Thổ, Bạch Lạp Kim, Dương Liễu Mộc, Tuyền Trung Thủy, Ốc Thượng Thổ, Tích Lịch Hỏa, Tùng Bách Mộc, Trường Lưu Thủy, Sa Trung Kim, Sơn Hạ Hỏa, Bình Địa Mộc, Bích Thượng Thổ, Kim Bạch Kim, Phúc Đăng Hỏa, Thiên Hà Thủy, Đại Trạch Thổ, Thoa Xuyến Kim, Tang Đố Mộc, Đại Khê Thủy, Sa Trung Thổ, Thiên Thượng Hỏa, Thạch Lựu Mộc, Đại Hải Thủy",
  ),
  tenRelations: /*#__PURE__*/ list(
    "Tỷ Kiên, Kiếp Tài, Thực Thần, Thương Quan, Thiên Tài, Chính Tài, Thất Sát, Chính Quan, Thiên Ấn, Chính Ấn",
  ),
  trigrams: { NE: "Cấn", SE: "Tốn", SW: "Khôn", NW: "Càn" },
  afflictions: {
    "five-yellow": "Ngũ Hoàng",
    "tai-sui": "Thái Tuế",
    "sui-po": "Tuế Phá",
    "three-killings": "Tam Sát",
  },
  fortune: "Vận",
  held: "bất động",
};
