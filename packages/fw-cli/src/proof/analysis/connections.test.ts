import { expect, test } from "vitest";

import { connectionsIn } from "./connections.ts";

const line = (state: string, seconds: number, mark: string): string =>
  `tcp      6 ${seconds} ${state} src=192.168.1.10 dst=198.51.100.7 sport=40000 dport=7000 ` +
  `src=198.51.100.7 dst=192.168.0.1 sport=7000 dport=40000 [ASSURED] ${mark}use=1`;

test("a connection is its original direction, whatever its state and timer", () => {
  const original = "src=192.168.1.10 dst=198.51.100.7 sport=40000 dport=7000";
  const primary = connectionsIn(line("ESTABLISHED", 431_999, "mark=0 "));
  expect(primary).toEqual([original]);
  expect(connectionsIn(line("TIME_WAIT", 20, ""))).toEqual(primary);
});

test("what has no ports is no connection, and an empty listing has none", () => {
  expect(connectionsIn("unknown  2 593 src=192.168.0.2 dst=224.0.0.22 [UNREPLIED] use=1")).toEqual(
    [],
  );
  expect(connectionsIn("")).toEqual([]);
});
