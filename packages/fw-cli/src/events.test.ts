import { expect, it } from "vitest";

import { type LabEvent, stepRunner } from "./events.ts";

/** The events of one run, without their times. */
function recorder(): { readonly events: object[]; readonly sink: (event: LabEvent) => void } {
  const events: object[] = [];
  return {
    events,
    sink: (event) => events.push("seconds" in event ? { ...event, seconds: undefined } : event),
  };
}

it("a step runner reports a step's start, progress and result", async () => {
  const { events, sink } = recorder();
  const step = stepRunner(sink, new AbortController().signal);
  const value = await step("build", async (report) => {
    report.progress("half");
    report.warn("the disk is slow", "use another");
    report.result("2 files");
    return 42;
  });
  expect(value).toBe(42);
  expect(events).toEqual([
    { type: "start", step: "build" },
    { type: "progress", step: "build", detail: "half" },
    { type: "warning", step: "build", detail: "the disk is slow", hint: "use another" },
    { type: "done", step: "build", detail: "2 files", seconds: undefined },
  ]);
});

it("a step runner reports a step's failure and throws it on", async () => {
  const { events, sink } = recorder();
  const step = stepRunner(sink, new AbortController().signal);
  await expect(step("boot", () => Promise.reject(new Error("no\nmore")))).rejects.toThrow("no");
  expect(events.at(-1)).toMatchObject({ type: "failed", detail: "no" });
});

it("a step runner starts no step after an interrupt", async () => {
  const { events, sink } = recorder();
  const interrupt = new AbortController();
  const step = stepRunner(sink, interrupt.signal);
  interrupt.abort(new Error("stop"));
  await expect(step("boot", async () => 1)).rejects.toThrow("stop");
  expect(events).toEqual([]);
});
