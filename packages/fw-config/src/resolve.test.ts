import { expect, test } from "vitest";

import { exampleText } from "../test/artifacts.ts";
import { check } from "./check.ts";

test("timers can be another profile's than the place's, and the configuration wins over both", () => {
  const text = exampleText("seed");
  const { model } = check(text, { profile: "netns", timers: "kvm" });
  expect(model?.profile).toBe("netns");
  expect(model?.ha.advertIntervalMs).toBe(50);
  const own = text.replace("ha:\n", "ha:\n  vrrp: { advertIntervalMs: 30 }\n");
  expect(check(own, { profile: "netns", timers: "kvm" }).model?.ha.advertIntervalMs).toBe(30);
});
