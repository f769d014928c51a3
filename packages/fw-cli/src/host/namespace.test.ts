import { existsSync } from "node:fs";

import { afterEach, describe, expect, it } from "vitest";

import {
  createNamespace,
  destroyNamespace,
  type Namespace,
  runInside,
  spawnInside,
} from "./namespace.ts";
import { isAlive } from "./process-identity.ts";

const isRoot = process.getuid?.() === 0;
let namespace: Namespace | undefined;

afterEach(async () => {
  if (namespace) await destroyNamespace(namespace);
  namespace = undefined;
});

describe.each([
  ["as root", false],
  ["in a user namespace", true],
] as const)("%s", (_, user) => {
  it.skipIf(!user && !isRoot)(
    "has a network of its own, and takes everything with it",
    async () => {
      namespace = await createNamespace(user);
      expect(await isAlive(namespace.holder)).toBe(true);
      await runInside(
        namespace,
        ["ip", "-batch", "-"],
        "link add br0 type bridge\naddr add 192.168.0.3/24 dev br0\n",
      );
      expect(await runInside(namespace, ["ip", "-br", "addr"])).toContain("192.168.0.3/24");
      expect(existsSync("/sys/class/net/br0")).toBe(false);

      const child = await spawnInside(namespace, ["sleep", "300"], "/dev/null");
      expect(await runInside(namespace, ["ps", "ax", "-o", "args"])).toContain("sleep 300");
      await destroyNamespace(namespace);
      expect(await isAlive(namespace.holder)).toBe(false);
      await expect.poll(() => child.exitCode ?? child.signalCode).not.toBeNull();
    },
  );
});

it("reports what the kernel or the command says", async () => {
  namespace = await createNamespace(!isRoot);
  await expect(runInside(namespace, ["ip", "link", "set", "absent", "up"])).rejects.toMatchObject({
    code: "E_NAMESPACE",
    message: expect.stringContaining('Cannot find device "absent"'),
  });
});
