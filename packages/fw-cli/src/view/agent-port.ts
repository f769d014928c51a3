import { z } from "zod";

import { connectQmp } from "../drivers/qemu/qmp.ts";
import { expectReply } from "../drivers/qemu/reply.ts";
import type { TalkLimits } from "../drivers/qemu/talk-limits.ts";

const chardevs = z.array(z.object({ label: z.string(), "frontend-open": z.boolean() }));

/** What the model's renderer calls qemu's end of the agent's port. */
const AGENT = "vdagent";

/** Whether spice's agent runs in the guest of the machine whose QMP socket this is: it holds its port open. */
export async function isAgentRunning(qmp: string, limits: TalkLimits): Promise<boolean> {
  await using open = await connectQmp(qmp, limits);
  const reply = await open.execute("query-chardev");
  const found = expectReply(chardevs, reply, "query-chardev");
  return found.some((chardev) => chardev.label === AGENT && chardev["frontend-open"]);
}
