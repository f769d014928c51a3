import { expect, it } from "vitest";

import { recordedIo } from "../../test/io.ts";
import { progressView } from "./progress.ts";

const warning = {
  type: "warning",
  step: "scheduling",
  detail: "wakes processes late",
  hint: "take longer timers",
} as const;

function shown(json: boolean): string {
  const io = recordedIo("/");
  using view = progressView(io, json);
  view.sink(warning);
  return io.written.stderr;
}

it("a progress view shows a warning with its hint, and to a program with its step", () => {
  expect(shown(false)).toBe("! wakes processes late\n  → take longer timers\n");
  expect(JSON.parse(shown(true))).toEqual(warning);
});
