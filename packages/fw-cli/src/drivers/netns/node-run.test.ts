import { existsSync } from "node:fs";
import { PassThrough } from "node:stream";

import { expect, test, vi } from "vitest";

import { createNamespace, destroyNamespace } from "../../host/namespace.ts";
import { processesIn, namespaceOf } from "../../host/process-tree.ts";
import { createNodeNamespace, insideNode, stopNode } from "./node-namespace.ts";
import { runOnNode } from "./node-run.ts";

test("a program interrupted on a paused node is gone, with those that it began", async () => {
  const lab = await createNamespace(true, "lasting");
  try {
    const node = await createNodeNamespace(lab, "/dev/null");
    const namespaces = new Set([(await namespaceOf(node.init.pid)) ?? ""]);
    const others = async (): Promise<readonly number[]> =>
      (await processesIn(namespaces)).filter((pid) => pid !== node.init.pid);
    const abort = new AbortController();
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const done = runOnNode(insideNode(lab, node, ["sh", "-c", "sleep 300 & sleep 301; :"]), {
      stdout,
      stderr,
      signal: abort.signal,
    }).catch((error: unknown) => error);
    const programs = await vi.waitUntil(async () => {
      const found = await others();
      return found.length === 3 && found;
    });
    // nsenter, which has stopped too, could not take its program away.
    await stopNode(node);
    abort.abort();
    expect(await done).toMatchObject({ code: "E_ABORTED" });
    // Not even dead and waiting for somebody to take it away.
    expect(existsSync(`/proc/${Math.min(...programs)}`)).toBe(false);
    await vi.waitUntil(async () => (await others()).length === 0);
  } finally {
    await destroyNamespace(lab);
  }
});
