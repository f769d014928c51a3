import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

import { expect, test } from "vitest";

import { flowRecords } from "./flow-records.ts";
import { listen, openGroup } from "./tcp-flow.ts";

const HOST = "127.0.0.1";

/** What becomes of a flow from one address that must be seen from another. */
async function flowSeenFrom(from: string, seenFrom: string): Promise<"held" | "ended"> {
  const [asked, asking] = [flowRecords(), flowRecords()];
  const answered: { stopSending(): void }[] = [];
  const server = await listen(HOST, 0, asked, (flow) => answered.push(flow));
  const { port } = server.address() as AddressInfo;
  const group = { name: "own", host: HOST, port, use: "push", count: 1, intervalMs: 10 } as const;
  const [flow] = await openGroup({ ...group, from, seenFrom }, asking);
  await sleep(200);
  flow?.stopSending();
  const ended = flow?.record.ended !== undefined;
  expect(answered).toHaveLength(ended ? 0 : 1);
  server.close();
  return ended ? "ended" : "held";
}

test("a flow that comes from the address that it must come from is held", async () => {
  expect(await flowSeenFrom("127.0.0.2", "127.0.0.2")).toBe("held");
});

test("a flow that comes from another address is ended by who is asked", async () => {
  expect(await flowSeenFrom("127.0.0.2", "127.0.0.3")).toBe("ended");
});
