import type { DrawingWords } from "./words.ts";

/** The pictures in Vietnamese. */
export const VI: DrawingWords = {
  months: /*#__PURE__*/ Array.from({ length: 12 }, (_, i) => `Th${i + 1}`),
  dayOfMonth: (day, month) => `${day}/${month}`,
  rules: {
    season: "tọa độ mùa",
    books: "sách hiện hành",
    nearest: "Giáp Tý gần nhất",
    interpolated: "nội suy từ Giáp Tý đầu tiên",
  },
  title: (year) => `Sao của ngày trong năm ${year}`,
  notes: (zone) => [
    `Múi giờ ${zone}.`,
    "Màu vàng: những ngày quy tắc tọa độ mùa giữ trường khí đứng yên.",
  ],
  describe: (year, rule, jumps) =>
    `Chín sao của các ngày kể từ Đông chí trước năm ${year}: tọa độ mùa đi lên, đứng yên rồi đi xuống; ${rule}: ${jumps} lần nhảy.`,
  heights: "Sao đếm tiếp không quay vòng: đi lên, đứng yên, đi xuống",
  distance: (rule) => `Khoảng cách tới tọa độ mùa, tính bằng sao: ${rule}`,
  season: "Sao 1 đến 9 theo tọa độ mùa: mỗi ngày một bước, hoặc đứng yên",
  other: (rule, jumps) => `Sao 1 đến 9 theo ${rule}: ${jumps} lần nhảy`,
};
