import type { DrawingWords } from "./words.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function jumpsOf(count: number): string {
  return `${count} ${count === 1 ? "jump" : "jumps"}`;
}

/** The pictures in English. */
export const EN: DrawingWords = {
  months: MONTHS,
  dayOfMonth: (day, month) => `${day} ${MONTHS[month - 1]}`,
  rules: {
    season: "season coordinates",
    books: "current books",
    nearest: "nearest Jia-Rat",
    interpolated: "interpolated from the first Jia-Rat",
  },
  title: (year) => `The star of the day in ${year}`,
  notes: (zone) => [
    `Zone ${zone}.`,
    "Yellow: the days on which the season rule holds the qi field.",
  ],
  describe: (year, rule, jumps) =>
    `The nine stars of the days from the Winter Solstice before ${year} on: season coordinates climb, stand still and descend; ${rule}: ${jumpsOf(jumps)}.`,
  heights: "The star counted on without wrapping: climb, plateau, descent",
  distance: (rule) => `Distance from season coordinates, in stars: ${rule}`,
  season: "Star 1 to 9 by season coordinates: one step a day, or none",
  other: (rule, jumps) => `Star 1 to 9 by ${rule}: ${jumpsOf(jumps)}`,
};
