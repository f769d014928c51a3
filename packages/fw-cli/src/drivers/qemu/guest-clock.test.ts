import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { guestClockOffset } from "./guest-clock.ts";

test("the quickest answer tells the offset, whatever the slow ones say", async () => {
  let calls = 0;
  const call = async (): Promise<unknown> => {
    const slow = (calls += 1) % 2 === 0;
    const time = Date.now() + 1234;
    // A slow answer is old when it comes.
    if (slow) await sleep(60);
    return time * 1e6;
  };
  const offset = await guestClockOffset({ call });
  expect(Math.abs(offset - 1234)).toBeLessThanOrEqual(10);
});
