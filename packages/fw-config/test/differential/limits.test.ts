import { describe, expect, test } from "vitest";

import type { LimitConfig } from "../../src/config/policy.ts";
import { resolve, type Config, type Model } from "../../src/index.ts";
import { labCase } from "./disagreements.ts";
import { labObstacle, runLab } from "./lab.ts";
import type { NumberedPacket } from "./random-packet.ts";

const config: Config = {
  name: "limits",
  networks: {
    red: { subnet: "10.1.0.0/24", bridge: "br0" },
    green: { subnet: "10.2.0.0/24", bridge: "br1" },
    sync: { subnet: "10.99.0.0/24", bridge: "br9" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "red", vip: "10.1.0.10" },
      eth1: { network: "green", vip: "10.2.0.10" },
      eth9: { network: "sync" },
    },
  },
  ha: { stateSync: { network: "sync" } },
};

function modelWith(limit: LimitConfig): Model {
  const rules = [{ from: "red", to: "green", services: "dns", limit }];
  const { model, diagnostics } = resolve({ ...config, policy: { rules } });
  if (model === undefined) throw new Error(diagnostics[0]?.message);
  return model;
}

/** Connections from two sources in turn, each by its first packet. */
const packets = Array.from({ length: 16 }, (_, i): NumberedPacket => ({
  id: i + 1,
  interface: "eth0",
  source: i % 2 === 0 ? "10.1.0.3" : "10.1.0.4",
  destination: "10.2.0.3",
  protocol: 17,
  sourcePort: 20_000 + i,
  destinationPort: 53,
  icmpType: 0,
  tcpFlags: [],
  hopLimit: 64,
}));

const obstacle = labObstacle();
if (obstacle !== undefined) console.warn(`The test of limits is skipped: ${obstacle}`);

// The packets are sent within milliseconds, far less than a rate needs to let in one more.
describe.skipIf(obstacle !== undefined)(
  "the kernel lets in as many connections as a limit says",
  () => {
    test.each<[string, LimitConfig, readonly number[]]>([
      ["a rate of a rule", { newPerSecond: 3 }, [1, 2, 3]],
      ["a rate of each source", { newPerSecond: 3, per: "source" }, [1, 2, 3, 4, 5, 6]],
      ["connections of a rule", { connections: 5 }, [1, 2, 3, 4, 5]],
      ["connections of each source", { connections: 2, per: "source" }, [1, 2, 3, 4]],
      ["the tighter of two bounds", { newPerSecond: 4, connections: 2 }, [1, 2]],
    ])("%s", { timeout: 60_000 }, async (_name, limit, accepted) => {
      const trial = { number: 0, model: modelWith(limit), role: "primary", packets } as const;
      // Without answers: these would only show again that a connection is let through.
      const [report] = await runLab([{ ...labCase(trial), packets }], 0);
      const arrived = packets.filter(({ id }) => report?.packets[id]?.arrivals.length === 1);
      expect(arrived.map(({ id }) => id)).toStrictEqual(accepted);
    });
  },
);
