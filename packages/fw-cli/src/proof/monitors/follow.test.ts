import { expect, test } from "vitest";

import type { Driver } from "../../drivers/driver.ts";
import { runOnNode } from "../../drivers/netns/node-run.ts";
import type { Lab } from "../../lab/lab.ts";
import { follow } from "./follow.ts";

const exec: Driver["exec"] = (_node, { argv, ...rest }) => runOnNode(argv, rest);
const lab = { driver: { exec } } as unknown as Lab;

test("follow passes lines on, and starts a program that ended again", async () => {
  const lines: string[] = [];
  const over = new AbortController();
  await follow(
    lab,
    "fw-1",
    {
      argv: ["sh", "-c", "echo one; echo two"],
      onLine: (line) => lines.push(line),
      onEnd: () => lines.push("end"),
      onBegin: () => lines.length > 3 && over.abort(),
    },
    over.signal,
  );
  expect(lines.slice(0, 3)).toEqual(["one", "two", "end"]);
  expect(lines.filter((line) => line === "end").length).toBeGreaterThan(1);
});

test.each([
  ["never ends a line", "tr '\\n' x </dev/zero"],
  ["writes line after line", "yes"],
])("follow gives up a node that %s", async (_, script) => {
  let [lines, ends] = [0, 0];
  const { signal } = new AbortController();
  const argv = ["sh", "-c", `exec ${script}`] as const;
  const onEnd = (): unknown => (ends += 1);
  await follow(lab, "fw-1", { argv, onLine: () => (lines += 1), onEnd }, signal);
  expect(ends).toBe(1);
  expect(lines).toBeLessThan(1.2 * 1024 ** 2);
});
