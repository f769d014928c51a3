import { connect } from "node:net";

import { expect, onTestFinished, test } from "vitest";

import { waitUntil } from "../../../wait-until.ts";
import { flowRecords } from "./flow-records.ts";
import { listen } from "./tcp-flow.ts";

const hello = (id: string): string => `${JSON.stringify({ id, use: "push", intervalMs: 1 })}\n`;

test("a tester reports what arrived on every flow", () => {
  const records = flowRecords({ flows: 2, arrivals: 2 });
  const [one, other] = [records.open("a/0"), records.open("b/0")];
  records.arrived(one);
  records.arrived(other);
  expect(records.all().map(({ id, arrivals }) => [id, arrivals.length])).toEqual([
    ["a/0", 1],
    ["b/0", 1],
  ]);
});

test("a tester reports nothing when more messages arrived than it keeps", () => {
  const records = flowRecords({ flows: 2, arrivals: 2 });
  const flow = records.open("a/0");
  for (let i = 0; i < 1000; i += 1) records.arrived(flow);
  expect(flow.arrivals).toHaveLength(2);
  expect(() => records.all()).toThrow("more than 2 messages arrived: hold fewer flows");
});

test("a tester refuses the flows that a stranger opens without end, and reports nothing", async () => {
  const records = flowRecords({ flows: 2, arrivals: 100 });
  const accepted: unknown[] = [];
  const server = await listen("127.0.0.1", 0, records, (flow) => accepted.push(flow));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { readonly port: number };
  const sockets = Array.from({ length: 3 }, (_, i) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(hello(`stranger/${i}`));
    onTestFinished(() => void socket.destroy());
    return socket;
  });
  await waitUntil(async () => sockets.some(({ closed }) => closed), {
    what: "the tester refuses a flow",
    timeoutMs: 10_000,
  });
  expect(accepted).toHaveLength(2);
  expect(() => records.all()).toThrow("more than 2 flows were opened");
});

test.each([
  ["says what no tester says", "no hello\n"],
  ["says JSON that is no hello", "null\n"],
  ["never comes to an end", "x".repeat(100_000)],
])("a tester hangs up on a stranger who %s", async (_, words) => {
  const records = flowRecords();
  const server = await listen("127.0.0.1", 0, records, () => undefined);
  onTestFinished(() => void server.close());
  const { port } = server.address() as { readonly port: number };
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  socket.resume();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(words);
  await closed;
  expect(records.all()).toEqual([]);
});
