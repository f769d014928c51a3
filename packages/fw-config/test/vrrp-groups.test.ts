import { expect, test } from "vitest";

import { evaluate, failoverBudget, render } from "../src/index.ts";
import { modelOf } from "./artifacts.ts";

const text = `name: groups
networks:
  wan: { subnet: [192.0.2.0/24, "2001:db8::/64"], bridge: br0 }
  lan: { subnet: [10.1.0.0/24, "2001:db8:1::/64"], bridge: br1 }
  dmz: { subnet: 10.2.0.0/24, bridge: br2 }
  wifi: { subnet: 10.3.0.0/24, bridge: br3 }
  lab: { subnet: 10.4.0.0/24, bridge: br4 }
  sync: { subnet: 10.255.0.0/30, bridge: br5 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: [192.0.2.254, "2001:db8::254"] }
    eth1: { network: lan, vip: [10.1.0.254, "2001:db8:1::254"] }
    eth2: { network: dmz, vip: 10.2.0.254 }
    eth3: { network: wifi, vip: 10.3.0.254 }
    eth4: { network: lab, vip: 10.4.0.254 }
    eth5: { network: sync }
ha:
  vrrp:
    virtualRouterId: 7
    groups:
      guests: { interfaces: [eth3, eth4], interface: eth4 }
      office: { interfaces: [eth2, eth1], virtualRouterId: 20 }
      outside: { interfaces: [eth0] }
  stateSync: { network: sync }
policy:
  rules: [{ from: lan, to: wan, services: https }]
`;

const model = modelOf(text);

function fileOf(path: string): string {
  const found = render(model).find((file) => file.host === "fw-1" && file.path === path);
  return found?.content ?? "";
}

test("a group is an instance a family; ids count up as the interfaces stand", () => {
  const elections = model.ha.instances.map(
    ({ name, virtualRouterId, interface: carrier, tracked, vips }) =>
      `${name} ${virtualRouterId} ${carrier} [${tracked.join()}] ${vips.map(({ address }) => address).join()}`,
  );
  expect(elections).toStrictEqual([
    "outside 7 eth0 [] 192.0.2.254",
    "office 20 eth2 [eth1] 10.1.0.254,10.2.0.254",
    "guests 9 eth4 [eth3] 10.3.0.254,10.4.0.254",
    "outside_IPV6 7 eth0 [] 2001:db8::254",
    "office_IPV6 20 eth1 [] 2001:db8:1::254",
  ]);
});

test("all instances move together, and the sync group tells the handler the role", () => {
  const conf = fileOf("/etc/keepalived/keepalived.conf");
  const group = /vrrp_sync_group G1 \{\n {4}group \{\n([^}]*)\}/.exec(conf)?.[1] ?? "";
  const instances = [...conf.matchAll(/^vrrp_instance (\S+) /gm)].map(([, name = ""]) => name);
  expect(group.trim().split(/\s+/)).toStrictEqual(instances);
  expect(instances).toStrictEqual(model.ha.instances.map(({ name }) => name));
  expect(fileOf("/usr/local/lib/fw/notify-handler")).toContain(`*' GROUP "G1"')`);
});

test("a group that is alone needs no sync group", () => {
  const alone = text
    .replaceAll(/, "2001[^"]*"/g, "")
    .replace(/^ {6}guests.*\n {6}office.*\n/m, "")
    .replace("interfaces: [eth0]", "interfaces: [eth0, eth1, eth2, eth3, eth4]");
  const { syncGroup, instances } = modelOf(alone).ha;
  expect([syncGroup, instances.map(({ name }) => name)]).toStrictEqual([undefined, ["outside"]]);
});

test("the peer's adverts pass on the interface of every group, and on no other", () => {
  const lines = fileOf("/etc/nftables.conf").split("\n");
  const adverts = lines.filter((line) => line.includes("l4proto vrrp counter"));
  const carriers = ["eth0", "eth2", "eth4", "eth0", "eth1"];
  for (const end of ["notrack accept", "vrrp counter accept"]) {
    const names = adverts
      .filter((line) => line.endsWith(end) && line.includes("iifname"))
      .map((line) => /iifname "(\w+)"/.exec(line)?.[1]);
    expect(names).toStrictEqual(carriers);
  }
});

test.each([
  ["eth4", "10.4.0.2", "accept"],
  ["eth3", "10.3.0.2", "drop"],
])("an advert of the peer on %s: the policy's reading agrees", (iface, source, verdict) => {
  const advert = { protocol: 112, source, destination: "224.0.0.18", hopLimit: 255 };
  expect(evaluate(model, { ...advert, interface: iface }).verdict).toBe(verdict);
});

test("only the loss of an interface without adverts of either family is announced", () => {
  const { advertInterfaces, announcedInterfaces } = failoverBudget(model);
  expect(advertInterfaces).toStrictEqual(["eth0", "eth2", "eth4", "eth1"]);
  expect(announcedInterfaces).toStrictEqual(["eth3"]);
});
