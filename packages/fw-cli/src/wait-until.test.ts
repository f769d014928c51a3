import { expect, test } from "vitest";

import { FwError } from "./errors.ts";
import { waitUntil } from "./wait-until.ts";

test("a probe is asked until it answers with a value", async () => {
  const answers = [undefined, false, "up"] as const;
  let asked = 0;
  const probe = async () => answers[asked++];
  expect(await waitUntil(probe, { what: "it comes up", timeoutMs: 10_000 })).toBe("up");
  expect(asked).toBe(3);
});

test("a wait whose time is over says what has not come, or what its failure says", async () => {
  const limits = { what: "it comes up", timeoutMs: 0 };
  const nothing = async () => undefined;
  await expect(waitUntil(nothing, limits)).rejects.toMatchObject({
    code: "E_NOT_READY",
    message: "it comes up: not within 0 s",
  });
  const failure = (): FwError => new FwError("E_GUEST", "it said: no");
  await expect(waitUntil(nothing, { ...limits, failure })).rejects.toThrow("it said: no");
});

test("a wait ends with its signal, and what a probe throws ends it too", async () => {
  const interrupt = new AbortController();
  const probe = async (): Promise<false> => {
    interrupt.abort(new Error("interrupted"));
    return false;
  };
  const limits = { what: "it comes up", timeoutMs: 10_000, signal: interrupt.signal };
  await expect(waitUntil(probe, limits)).rejects.toMatchObject({ name: "AbortError" });
  const broken = async (): Promise<never> => Promise.reject(new Error("no such node"));
  await expect(waitUntil(broken, { what: "", timeoutMs: 10_000 })).rejects.toThrow("no such node");
});
