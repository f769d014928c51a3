import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

import type { Model, Remote } from "fw-config";
import { expect, it } from "vitest";

import { requireScreenPorts } from "./screen-ports.ts";

function screenAt(remote: Remote): Model {
  return {
    nodes: [
      { name: "fw-1", vm: {} },
      { name: "client", vm: { spice: { remote } } },
    ],
  } as never;
}

it("says which program has the port of a screen, and how to end it", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const model = screenAt({ address: "127.0.0.1", port });
  await expect(requireScreenPorts(model)).rejects.toMatchObject({
    code: "E_IO",
    message: `the screen of client cannot be offered at 127.0.0.1 port ${port}: node, process ${process.pid}, has it`,
    hint: `end it: kill ${process.pid}, or give the screen another one: vm.spice.remote.port`,
  });
  server.close();
  await once(server, "close");
  await requireScreenPorts(model);
});

it("says that an address is none of this machine's", async () => {
  await expect(
    requireScreenPorts(screenAt({ address: "192.0.2.1", port: 5930 })),
  ).rejects.toMatchObject({
    message: expect.stringContaining("this machine has no such address"),
    hint: expect.stringContaining("vm.spice.remote.address"),
  });
});
