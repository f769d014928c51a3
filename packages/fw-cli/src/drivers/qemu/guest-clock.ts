import { z } from "zod";

import type { GuestAgent } from "./guest-agent.ts";
import { expectReply } from "./reply.ts";

const SAMPLES = 7;

/**
 * By how many milliseconds the guest's clock is ahead of the host's. The quickest of some answers
 * counts: the offset is known to half the time that it took.
 */
export async function guestClockOffset(agent: Pick<GuestAgent, "call">): Promise<number> {
  const samples: { readonly tookMs: number; readonly offsetMs: number }[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const asked = Date.now();
    const reply = await agent.call("guest-get-time");
    const answered = Date.now();
    const nanoseconds = expectReply(z.number(), reply, "guest-get-time");
    const offsetMs = nanoseconds / 1e6 - (asked + answered) / 2;
    samples.push({ tookMs: answered - asked, offsetMs });
  }
  const [best] = samples.toSorted((a, b) => a.tookMs - b.tookMs);
  return best?.offsetMs ?? 0;
}
