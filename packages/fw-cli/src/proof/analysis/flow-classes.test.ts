import { expect, test } from "vitest";

import type { FlowRecord, TesterReport } from "../traffic/tester/protocol.ts";
import { judgeFlows } from "./flow-classes.ts";

const end = (id: string, more: Partial<FlowRecord>): FlowRecord => ({
  id,
  sent: 0,
  arrivals: [],
  mistakes: 0,
  ...more,
});
const judge = (client: readonly FlowRecord[], server: readonly FlowRecord[]) => {
  const reports: readonly TesterReport[] = [
    { stalls: [], ftp: [], flows: client },
    { stalls: [], ftp: [], flows: server },
  ];
  return judgeFlows(reports, 100, 1000, { "udp-up": 2 });
};

test("a connection lives when all that was sent arrived in order", () => {
  const [outcome] = judge(
    [end("client-push/0", { sent: 3 })],
    [end("client-push/0", { arrivals: [90, 150, 160] })],
  );
  expect(outcome).toEqual({
    name: "client-push",
    flows: 1,
    survivors: 1,
    longestGapMs: 60,
    dead: [],
  });
});

test.each([
  ["hung", { arrivals: [90, 110] }, /1 of 3 messages did not arrive/],
  ["reset", { arrivals: [90, 110, 120], ended: { at: 130, why: "ECONNRESET" } }, /ECONNRESET/],
  ["mixed up", { arrivals: [90, 110, 120], mistakes: 1 }, /out of order/],
])("a connection that is %s is dead, with the reason", (_what, server, why) => {
  const [outcome] = judge([end("client-push/0", { sent: 3 })], [end("client-push/0", server)]);
  expect(outcome?.survivors).toBe(0);
  expect(outcome?.dead[0]?.why).toMatch(why);
});

test("a connection that the other end never saw, or on which nothing was sent, is no survivor", () => {
  expect(judge([end("idle/0", { sent: 1 })], [])[0]?.survivors).toBe(0);
  expect(judge([end("idle/0", {})], [end("idle/0", {})])[0]?.survivors).toBe(0);
});

test("an idle connection that sent one message and was answered lives", () => {
  const echoed = { sent: 1, arrivals: [800] };
  expect(judge([end("idle/0", echoed)], [end("idle/0", echoed)])[0]?.survivors).toBe(1);
});

test("a stream lives when it is heard at the end; its loss is packets times their interval", () => {
  const heard = end("udp-up", { arrivals: [98, 102, 140, 999] });
  expect(judge([end("udp-up", { sent: 10 })], [heard])[0]).toMatchObject({
    survivors: 1,
    lossMs: 12,
  });
  const silent = end("udp-up", { arrivals: [98, 102] });
  const [outcome] = judge([end("udp-up", { sent: 10 })], [silent]);
  expect(outcome?.survivors).toBe(0);
  expect(outcome?.dead[0]?.why).toContain("the last came 2 ms after the first fault");
});
