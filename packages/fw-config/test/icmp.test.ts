import { describe, expect, test } from "vitest";

import { defineConfig, evaluate, resolve, type Config, type Model } from "../src/index.ts";
import { exampleModel, examples } from "./artifacts.ts";

/** Errors that a sender must hear, by family: without them a path of smaller packets is a black hole. */
const errors: Readonly<Record<4 | 6, readonly (readonly [string, number])[]>> = {
  4: [
    ["destination unreachable, fragmentation needed included", 3],
    ["time exceeded", 11],
    ["parameter problem", 12],
  ],
  6: [
    ["destination unreachable", 1],
    ["packet too big", 2],
    ["time exceeded", 3],
    ["parameter problem", 4],
  ],
};

function familyOf(address: string): 4 | 6 {
  return address.includes(":") ? 6 : 4;
}

/** An address on a side that nobody has by itself: some router's. */
function strangerOn(model: Model, network: string, family: 4 | 6): string | undefined {
  const subnets = model.networks.find(({ name }) => name === network)?.subnets ?? [];
  const subnet = subnets.find((text) => familyOf(text) === family)?.split("/")[0];
  return subnet?.replace(family === 4 ? /0$/ : /::$/, family === 4 ? "77" : "::77");
}

interface Trip {
  readonly title: string;
  readonly source: string;
  readonly destination: string;
  readonly icmpType: number;
}

/** Every error from every side to a host of every other side, and to the firewall itself. */
function trips(model: Model): readonly Trip[] {
  const sides = [...new Set(model.ha.vips.map((vip) => vip.network))];
  const [own] = model.nodes;
  const hosts = sides.flatMap((to) =>
    ([4, 6] as const).map((family) => ({ to, family, address: strangerOn(model, to, family) })),
  );
  const firewall = (own?.interfaces ?? [])
    .filter(({ network }) => sides.includes(network))
    .flatMap(({ network, addresses }) =>
      addresses.map((text) => ({
        to: network,
        family: familyOf(text),
        address: text.split("/")[0],
      })),
    );
  return sides.flatMap((from) =>
    [...hosts.filter(({ to }) => to !== from), ...firewall.filter(({ to }) => to === from)].flatMap(
      ({ to, family, address }) => {
        const source = strangerOn(model, from, family);
        if (source === undefined || address === undefined) return [];
        return errors[family].map(([name, icmpType]) => ({
          title: `${name}, ${from} > ${to}`,
          source,
          destination: address,
          icmpType,
        }));
      },
    ),
  );
}

const refused = (model: Model): readonly string[] =>
  trips(model)
    .filter(
      (trip) =>
        evaluate(model, { protocol: "icmp", ...trip }, { connection: "related" }).verdict !==
        "accept",
    )
    .map(({ title }) => title);

test.each(examples)("%s: every error about a known connection passes, in and through", (name) => {
  const model = exampleModel(name);
  expect(trips(model).length).toBeGreaterThan(6);
  expect(refused(model)).toStrictEqual([]);
});

const strict: Config = defineConfig({
  name: "strict",
  networks: {
    a: { subnet: ["10.0.0.0/24", "2001:db8:1::/64"], bridge: "br0" },
    b: { subnet: ["10.1.0.0/24", "2001:db8:2::/64"], bridge: "br1" },
    sync: { subnet: "10.255.0.0/30", bridge: "br2" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": {} },
    interfaces: {
      eth0: { network: "a", vip: ["10.0.0.254", "2001:db8:1::ffff"] },
      eth1: { network: "b", vip: ["10.1.0.254", "2001:db8:2::ffff"] },
      eth2: { network: "sync" },
    },
  },
  ha: { stateSync: { network: "sync" } },
  policy: {
    rules: [
      { from: "any", to: "any", services: "ping", action: "drop" },
      { from: "any", to: "any", action: "reject" },
    ],
  },
});

describe("a policy that refuses everything", () => {
  const { model } = resolve(strict);
  if (model === undefined) throw new Error("the configuration is sound");

  test("does not cut off errors", () => {
    expect(refused(model)).toStrictEqual([]);
  });

  test("drops errors about connections that nobody has", () => {
    const packet = { protocol: "icmp", source: "10.0.0.7", destination: "10.1.0.7" } as const;
    expect(evaluate(model, { ...packet, icmpType: 3 }).verdict).toBe("drop");
  });

  test.each([
    ["neighbour solicitation", 135, 255, "fe80::7", "accept"],
    ["neighbour advertisement", 136, 255, "fe80::7", "accept"],
    ["neighbour solicitation from afar", 135, 254, "fe80::7", "drop"],
    ["multicast listener query", 130, 1, "fe80::7", "accept"],
    ["multicast listener query from afar", 130, 64, "fe80::7", "drop"],
    ["multicast listener query of no router", 130, 1, "2001:db8:1::77", "drop"],
    ["multicast listener report", 131, 1, "fe80::7", "drop"],
    ["router advertisement", 134, 255, "fe80::7", "drop"],
    ["redirect", 137, 255, "fe80::7", "drop"],
  ] as const)("%s", (_title, icmpType, hopLimit, source, verdict) => {
    const packet = {
      protocol: "icmp",
      source,
      destination: "ff02::1",
      interface: "eth0",
    } as const;
    expect(evaluate(model, { ...packet, icmpType, hopLimit }).verdict).toBe(verdict);
  });

  const query = {
    protocol: 2,
    source: "0.0.0.0",
    destination: "224.0.0.1",
    icmpType: 17,
    hopLimit: 1,
  } as const;

  test.each([
    ["the sync link", "eth2", {}, "accept"],
    ["another link", "eth0", {}, "drop"],
    ["the sync link, from afar", "eth2", { hopLimit: 2 }, "drop"],
    ["the sync link, but it is a report", "eth2", { icmpType: 22 }, "drop"],
    ["the sync link, but it is ICMP", "eth2", { protocol: 1 }, "drop"],
  ] as const)("who listens to groups, asked on %s", (_title, name, change, verdict) => {
    expect(evaluate(model, { ...query, ...change, interface: name }).verdict).toBe(verdict);
  });

  test.each([
    ["multicast", "accept"],
    ["unicast", "drop"],
  ] as const)("of two sync links both are asked when it is %s: %s", (transport, verdict) => {
    const networks = { ...strict.networks, second: { subnet: "10.254.0.0/30", bridge: "br3" } };
    const interfaces = { ...strict.firewall.interfaces, eth3: { network: "second" } };
    const { model: two } = resolve({
      ...strict,
      networks,
      firewall: { ...strict.firewall, interfaces },
      ha: { stateSync: { network: ["sync", "second"], transport } },
    });
    const verdicts = ["eth2", "eth3"].map(
      (name) => two && evaluate(two, { ...query, interface: name }).verdict,
    );
    expect(verdicts).toStrictEqual([verdict, verdict]);
  });
});
