import { expect, test } from "vitest";

import { check } from "../check.ts";
import type { Model } from "../model/types.ts";
import { render } from "../render/render.ts";
import { evaluate } from "./evaluate.ts";
import { explain } from "./explain.ts";
import type { Explanation } from "./explain.ts";
import type { FirewallState, Packet } from "./packet.ts";

function modelOf(nat: string, rule: string): Model {
  const { model, diagnostics } = check(
    `
name: ftp
networks:
  lan: { subnet: 10.0.0.0/24, bridge: br0 }
  wan: { subnet: 192.0.2.0/24, bridge: br1 }
  sync: { subnet: 10.255.0.0/30, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: lan, vip: 10.0.0.254 }
    eth1: { network: wan, vip: 192.0.2.254 }
    eth2: { network: sync }
ha: { stateSync: { network: sync } }
hosts: { ftp-server: { network: lan, address: 10.0.0.10 }, web: { network: lan, address: 10.0.0.11 } }
nat: { ${nat} }
policy: { rules: [${rule}] }
`,
    { file: "ftp.yaml" },
  );
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  return model;
}

const server = "destination: [{ from: wan, service: ftp, host: ftp-server }]";
const clients = "source: [{ from: lan, to: wan }]";
const inwards = "{ from: wan, to: lan, services: ftp }";
const outwards = (service: string): string => `{ from: lan, to: wan, services: ${service} }`;

/** The first packet of a session, which announces others. */
function session(source: string, destination: string, service: string = "ftp"): Packet {
  const ports = { sourcePort: 40_000, destinationPort: service === "ftp" ? 21 : 69 };
  return { protocol: service === "ftp" ? "tcp" : "udp", source, destination, ...ports };
}

function ask(model: Model, packet: Partial<Packet>, state: FirewallState): Explanation {
  const whole: Packet = {
    protocol: "tcp",
    source: "192.0.2.50",
    sourcePort: 40_001,
    destination: "192.0.2.254",
    destinationPort: 50_001,
    ...packet,
  };
  return explain(model, render(model), whole, { connection: "related", ...state });
}

test("what the session of a forwarded server announced goes to that server, by its line", () => {
  const { verdict, nat, path } = ask(modelOf(server, inwards), {}, { helper: "ftp" });
  expect(verdict).toBe("accept");
  expect(nat?.destination?.to).toStrictEqual({ address: "10.0.0.10", port: 50_001 });
  const line = path.find((step) => step.verdict === "dnat");
  expect(line?.text).toContain('ct state related ct helper "ftp"');
  expect(line?.line).toBeGreaterThan(0);
});

test("another helper's is dropped", () => {
  const model = modelOf(server, inwards);
  expect(ask(model, {}, { helper: "sip" }).verdict).toBe("drop");
  expect(ask(model, {}, {}).verdict).toBe("drop");
});

test.each(["ftp", "tftp"])(
  "what a session of %s from behind source NAT announced passes",
  (name) => {
    const model = modelOf(clients, outwards(name));
    const open = ask(model, {}, { helper: name });
    expect([open.verdict, open.outInterface, open.nat]).toStrictEqual([
      "accept",
      undefined,
      undefined,
    ]);
    const known = ask(model, {}, { master: session("10.0.0.4", "192.0.2.50", name) });
    expect([known.verdict, known.outInterface]).toStrictEqual(["accept", "eth0"]);
    expect(known.nat?.destination?.to).toStrictEqual({ address: "10.0.0.4", port: 50_001 });
    expect(ask(model, {}, { helper: "sip" }).verdict).toBe("drop");
  },
);

test("what a session announced outwards leaves with the virtual address", () => {
  const packet = { source: "10.0.0.4", destination: "192.0.2.50" };
  const { verdict, nat } = ask(modelOf(clients, outwards("ftp")), packet, { helper: "ftp" });
  expect(verdict).toBe("accept");
  expect(nat?.source?.to).toStrictEqual({ address: "192.0.2.254", port: 40_001 });
});

test("an error about a connection meets no line of the translation", () => {
  const packet = { protocol: "icmp", icmpType: 3, destination: "10.0.0.4" } as const;
  const { verdict, path } = ask(modelOf(clients, outwards("ftp")), packet, {});
  expect(verdict).toBe("accept");
  expect(path.some(({ table }) => table === "nat")).toBe(false);
});

test("what is for a server that announced it goes there, whatever else is forwarded", () => {
  const model = modelOf(
    "destination: [{ from: wan, service: ftp, host: ftp-server }, { from: wan, service: http-alt, host: web }]",
    inwards,
  );
  const passive = { destinationPort: 8080 };
  const { nat } = ask(model, passive, { master: session("192.0.2.50", "192.0.2.254") });
  expect(nat?.destination?.to).toStrictEqual({ address: "10.0.0.10", port: 8080 });
});

test("what follows a client behind source NAT keeps the address that it comes from", () => {
  const both = "source: [{ from: lan, to: wan }, { from: wan, to: lan }]";
  const model = modelOf(both, outwards("ftp"));
  const { verdict, nat } = ask(model, {}, { master: session("10.0.0.4", "192.0.2.50") });
  expect([verdict, nat?.source]).toStrictEqual(["accept", undefined]);
});

test("what follows a client keeps its source, though the client is a forwarded server as well", () => {
  const clientAndServer = `${server}, source: [{ from: lan, to: wan }, { from: wan, to: lan }]`;
  const model = modelOf(clientAndServer, `${inwards}, ${outwards("ftp")}`);
  const asClient = ask(model, {}, { master: session("10.0.0.10", "192.0.2.50") });
  expect([asClient.nat?.source, asClient.nat?.destination?.to.address]).toStrictEqual([
    undefined,
    "10.0.0.10",
  ]);
  const asServer = ask(model, {}, { master: session("192.0.2.50", "192.0.2.254") });
  expect([asServer.nat?.source?.to.address, asServer.nat?.destination?.to.address]).toStrictEqual([
    "10.0.0.254",
    "10.0.0.10",
  ]);
});

test("what a session that nothing translates announced is translated by the rules alone", () => {
  const model = modelOf("destination: [{ from: wan, service: http, host: web }]", inwards);
  const { verdict, nat, connection } = ask(
    model,
    { destination: "10.0.0.10" },
    { master: session("192.0.2.50", "10.0.0.10") },
  );
  expect([verdict, nat, connection]).toStrictEqual(["accept", undefined, "related"]);
});

test("a connection that a master announced is related to it, and of its family", () => {
  const model = modelOf(clients, outwards("ftp"));
  const packet: Packet = { protocol: "tcp", source: "192.0.2.50", destination: "192.0.2.254" };
  const master = session("10.0.0.4", "192.0.2.50");
  const { connection, outInterface } = evaluate(
    model,
    { ...packet, destinationPort: 50_001 },
    { master },
  );
  expect([connection, outInterface]).toStrictEqual(["related", "eth0"]);
  const other = { ...master, source: "2001:db8::4", destination: "2001:db8::50" };
  expect(() => evaluate(model, packet, { master: other })).toThrow(/different families/);
  const broken = { ...master, source: 7 } as unknown as Packet;
  expect(() => evaluate(model, packet, { master: broken })).toThrow(/state\.master\.source/);
});

const opened = { source: "10.0.0.10", destination: "192.0.2.50" } as const;

test("what a forwarded server opens itself leaves with the address that was asked, by its line", () => {
  const { verdict, nat, path } = ask(modelOf(server, inwards), opened, { helper: "ftp" });
  expect(verdict).toBe("accept");
  expect(nat?.source?.to).toStrictEqual({ address: "192.0.2.254", port: 40_001 });
  const line = path.find((step) => step.verdict === "snat");
  expect(line?.text).toContain("ip saddr 10.0.0.10 ct state related");
  expect(line?.line).toBeGreaterThan(0);
});

test.each([
  ["another host opens it", { ...opened, source: "10.0.0.11" }, { helper: "ftp" }, inwards],
  ["another helper announced it", opened, { helper: "sip" }, `${inwards}, ${outwards("sip")}`],
  [
    "the server may be a client of anybody",
    opened,
    { helper: "ftp" },
    `${inwards}, ${outwards("ftp")}`,
  ],
  [
    "the server may be a client there",
    opened,
    { helper: "ftp" },
    `${inwards}, { from: lan, to: wan, source: 10.0.0.8/29, destination: [192.0.2.48/29, 192.0.2.50], services: ftp }`,
  ],
])("an announced connection keeps its source when %s", (_title, packet, state, rules) => {
  const { verdict, nat } = ask(modelOf(server, rules), packet, state);
  expect([verdict, nat]).toStrictEqual(["accept", undefined]);
});

test.each([
  ["elsewhere", "{ from: lan, to: wan, destination: 192.0.2.51, services: ftp }"],
  ["is no client, its neighbours are", "{ from: lan, to: wan, source: 10.0.0.11, services: ftp }"],
])("it leaves with the virtual address when the server asks %s", (_title, rule) => {
  const { nat } = ask(modelOf(server, `${inwards}, ${rule}`), opened, { helper: "ftp" });
  expect(nat?.source?.to.address).toBe("192.0.2.254");
});
