import { z } from "zod";

import { connectQmp } from "../drivers/qemu/qmp.ts";
import { expectReply } from "../drivers/qemu/reply.ts";
import type { TalkLimits } from "../drivers/qemu/talk-limits.ts";
import { MAIN_CHANNEL } from "../spice/link.ts";

const spiceServer = z.object({
  channels: z.array(z.object({ "channel-type": z.number() })).default([]),
});

/** Whether a viewer is connected to the spice server of the machine whose QMP socket this is. */
export async function isViewerOpen(qmp: string, limits: TalkLimits): Promise<boolean> {
  await using open = await connectQmp(qmp, limits);
  const reply = await open.execute("query-spice");
  const { channels } = expectReply(spiceServer, reply, "query-spice");
  return channels.some((channel) => channel["channel-type"] === MAIN_CHANNEL);
}
