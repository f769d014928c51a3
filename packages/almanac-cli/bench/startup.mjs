// @ts-check
// The aim is that a day costs at most 40 ms over bare Node.
import { fileURLToPath } from "node:url";

import { compareStarts } from "toolkit/testing/startup";

const bin = fileURLToPath(new URL("../bin.js", import.meta.url));
const lines = [
  "--version",
  "day 2024-08-23",
  "day 2024-08-23 --json",
  "day 2024-08-23 --lang zh-Hant",
  "day 2024-08-23 --zone Asia/Tokyo",
  "month 2024-08",
];

compareStarts(lines.map((line) => ({ name: `almanac ${line}`, args: [bin, ...line.split(" ")] })));
