import { expect, test } from "vitest";

import { sniff } from "./reset-watch.ts";

const PACKET = "1764400000.5 IP (tos 0x0, ttl 63, id 1, offset 0, flags [DF], proto TCP (6))";
const ADDRESSES = "    10.0.0.1.80 > 10.0.0.2.4000: Flags [R], seq 1, win 0, length 0";

/** A tcpdump that has seen so many packets and waits for more. */
function tcpdump(packets: number): () => readonly [string, ...string[]] {
  const print = `yes "${PACKET}\n${ADDRESSES}" | head -n ${2 * packets}`;
  return () => ["sh", "-c", `echo listening >&2; ${print}; exec sleep 3`];
}

test("a watch of the wire tells packets that a router passed on from the firewall's own", async () => {
  const watch = await sniff(tcpdump(2), "eth0", "tcp");
  await expect.poll(() => watch.seen()).toHaveLength(2);
  expect(watch.seen()[0]).toMatchObject({ from: "10.0.0.1.80", byFirewall: false });
  watch.end();
});

test("a watch of the wire gives up at a flood, and then proves nothing", async () => {
  const watch = await sniff(tcpdump(1000), "eth0", "tcp", 10);
  await expect.poll(() => thrownBy(() => watch.seen())).toMatchObject({ code: "E_VERIFY" });
});

function thrownBy(read: () => unknown): unknown {
  try {
    read();
    return undefined;
  } catch (error) {
    return error;
  }
}
