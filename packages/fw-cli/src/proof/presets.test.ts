import { check, type Model } from "fw-config";
import { expect, it } from "vitest";

import { presetSteps } from "./presets.ts";

function modelWith(groups: string): Model {
  const { model, diagnostics } = check(`name: groups
networks:
  wan: { subnet: 192.0.2.0/24, bridge: br0 }
  lan: { subnet: 10.1.0.0/24, bridge: br1 }
  dmz: { subnet: 10.2.0.0/24, bridge: br2 }
  sync: { subnet: 10.255.0.0/30, bridge: br3 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: 192.0.2.254 }
    eth1: { network: lan, vip: 10.1.0.254 }
    eth2: { network: dmz, vip: 10.2.0.254 }
    eth3: { network: sync }
ha:
  vrrp: { groups: ${groups} }
  stateSync: { network: sync }
`);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const groups = "{ out: { interfaces: [eth0] }, in: { interfaces: [eth1, eth2] } }";
const alone = "{ a: { interfaces: [eth0] }, b: { interfaces: [eth1] }, c: { interfaces: [eth2] } }";

it.each([
  ["link-tracked", groups, "eth2"],
  ["link-advert", groups, "eth0"],
  // No loss is announced: the best that there is.
  ["link-tracked", alone, "eth0"],
] as const)("%s with the groups %s cuts %s", (fault, text, iface) => {
  expect(presetSteps(fault, modelWith(text))).toEqual([
    { do: "link", node: "primary", iface, state: "down" },
  ]);
});
