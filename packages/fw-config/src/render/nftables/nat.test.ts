import { expect, test } from "vitest";

import { check, render } from "../../index.ts";

/** A pair that passes FTP at its virtual address on to hosts, each by a port of its own. */
function prerouting(forwards: readonly string[]): string {
  const text = `
name: ftp
networks:
  wan: { subnet: 198.51.100.0/24, bridge: br0 }
  lan: { subnet: 10.0.0.0/24, bridge: br1 }
  sync: { subnet: 10.9.0.0/24, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: wan, vip: 198.51.100.100 }
    eth1: { network: lan, vip: 10.0.0.100 }
    eth2: { network: sync }
ha:
  stateSync: { network: sync }
hosts:
  one: { kind: external, network: lan, address: 10.0.0.7 }
  two: { kind: external, network: lan, address: 10.0.0.8 }
services:
  ftp-two: { protocol: tcp, ports: [2121], helper: ftp }
nat:
  destination:
${forwards.map((entry) => `    - { from: wan, ${entry} }`).join("\n")}
policy:
  rules:
    - { from: wan, to: lan, services: [ftp] }
`;
  const { model, diagnostics } = check(text, { file: "ftp.yaml" });
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  const rules = render(model).find(({ path }) => path === "/etc/nftables.conf")?.content ?? "";
  return /chain prerouting \{([^}]*)\}/.exec(rules)?.[1] ?? "";
}

const expected = (host: string): string =>
  `iifname "eth0" ip daddr 198.51.100.100 ct state related ct helper "ftp" counter dnat ip to ${host}`;

test("what a translated FTP session announces is translated by a rule too", () => {
  expect(prerouting(["service: ftp, host: one"])).toContain(expected("10.0.0.7"));
});

test("two hosts behind one address leave it open whose the announced connection is", () => {
  const rules = prerouting(["service: ftp, host: one", "service: ftp-two, host: two"]);
  expect(rules).toContain("dnat ip to 10.0.0.8");
  expect(rules).not.toContain("ct state related");
});

test("one host behind two ports needs the rule once", () => {
  const rules = prerouting(["service: ftp, host: one", "service: ftp-two, host: one"]);
  expect(rules.split(expected("10.0.0.7"))).toHaveLength(2);
});
