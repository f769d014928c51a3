import { readFileSync } from "node:fs";

import { check } from "fw-config";
import { expect, it } from "vitest";

import { networkPlan } from "./network.ts";

const seed = new URL("../../../../fw.config.yaml", import.meta.url);

it("fw builds the bridges and taps of the source articles", () => {
  const { model } = check(readFileSync(seed, "utf8"));
  if (model === undefined) throw new Error("the seed's config is broken");
  expect(networkPlan(model, "taps")).toEqual([
    "link set lo up",
    ...["br1", "br0", "br2"].flatMap((bridge, index) => [
      `link add ${bridge} address 02:62:72:00:00:0${index} type bridge mcast_snooping 0`,
      `link set ${bridge} addrgenmode none up`,
    ]),
    ...["fw-1", "fw-2"].flatMap((node) =>
      [0, 1, 2].flatMap((n) => [
        `tuntap add dev ${node}-eth${n} mode tap`,
        `link set ${node}-eth${n} addrgenmode none master br${n} up`,
      ]),
    ),
    "tuntap add dev client-eth0 mode tap",
    "link set client-eth0 addrgenmode none master br1 up",
    "addr add 192.168.0.3/24 dev br0",
    "route add 192.168.2.0/24 via 192.168.0.100",
  ]);
});
