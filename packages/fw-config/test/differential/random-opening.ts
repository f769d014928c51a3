import fc from "fast-check";

import type { Model, ServiceMatch } from "../../src/index.ts";
import type { Evaluator } from "../../src/policy/evaluate.ts";
import type { Evaluation } from "../../src/policy/evaluation.ts";
import { icmpTypeNumber } from "../../src/policy/icmp-types.ts";
import { protocolNumber } from "../../src/policy/packet.ts";
import { Draw } from "./random-config.ts";
import type { NumberedPacket } from "./random-packet.ts";
import { readRequest } from "./talks/tftp.ts";

type Family = 4 | 6;
type Opening = Omit<NumberedPacket, "id" | "sourcePort">;

function familyOf(address: string): Family {
  return address.includes(":") ? 6 : 4;
}

/** What opens a connection to a service; nothing for protocols without an answer. */
function transportsOf(service: ServiceMatch, family: Family): readonly Partial<Opening>[] {
  if (service.kind === "protocol") return [];
  if (service.kind === "icmp") {
    const echo = (family === 4 ? service.v4 : service.v6).filter((name) => name === "echo-request");
    const protocol = protocolNumber("icmp", family);
    return echo.map((name) => ({ protocol, icmpType: icmpTypeNumber(name, family) }));
  }
  const protocol = protocolNumber(service.protocol, family);
  if (protocol !== 6 && protocol !== 17) return [];
  return service.ports.map(({ low }) => ({
    protocol,
    destinationPort: low,
    tcpFlags: protocol === 6 ? ["syn"] : [],
    ...(protocol === 17 && low === 69 ? { text: readRequest } : {}),
  }));
}

interface Host {
  readonly address: string;
  readonly interface: string;
}

function hostsOf(model: Model): readonly Host[] {
  const sides = new Map(model.networks.map((entry) => [entry.name, entry.firewallInterface]));
  return model.networks
    .flatMap(({ name, subnets }) => subnets.map((subnet) => ({ name, subnet })))
    .flatMap(({ name, subnet }) =>
      [3, 4].map((number) => ({
        address: subnet.replace(
          /(\.|:)0?\/\d+$|\/\d+$/u,
          (_, dot: string = "") => `${dot}${number}`,
        ),
        interface: sides.get(name) ?? "",
      })),
    );
}

function servicesOf(model: Model): readonly ServiceMatch[] {
  const accepted = model.rules.filter(({ action }) => action === "accept");
  const all = [
    ...accepted.flatMap(({ services }) => services ?? []),
    ...model.destinationNat.flatMap(({ service }) => service ?? []),
  ];
  return [...new Map(all.map((service) => [JSON.stringify(service), service])).values()];
}

/** How a connection is translated, and the helper that reads it: of each kind one is worth asking. */
function kindOf({ nat, path }: Evaluation, { protocol, source }: Opening): string {
  const translated = [nat?.source && "source", nat?.destination && "destination"].filter(Boolean);
  const helper = path.find(({ text }) => text.includes("ct helper set"))?.text ?? "";
  const name = /set "([\w-]+)"/u.exec(helper)?.[1] ?? `protocol ${protocol}`;
  return `IPv${familyOf(source)} ${name}, NAT: ${translated.join(" and ") || "none"}`;
}

/** The first packets of connections that are let through, one of each kind that the model knows. */
export function randomOpenings(
  model: Model,
  evaluate: Evaluator,
  firstId: number,
): fc.Arbitrary<readonly NumberedPacket[]> {
  const hosts = hostsOf(model);
  const destinations = [
    ...hosts.map(({ address }) => address),
    ...new Set(model.destinationNat.map(({ vip }) => vip)),
  ];
  const services = servicesOf(model);
  const byKind = new Map<string, Opening[]>();
  for (const { address: source, interface: name } of hosts) {
    const family = familyOf(source);
    for (const destination of destinations.filter((text) => familyOf(text) === family)) {
      for (const transport of services.flatMap((service) => transportsOf(service, family))) {
        const opening = { ...blank, interface: name, source, destination, ...transport };
        const evaluation = evaluate(opening);
        if (evaluation.verdict !== "accept" || evaluation.local) continue;
        const kind = kindOf(evaluation, opening);
        byKind.set(kind, [...(byKind.get(kind) ?? []), opening]);
      }
    }
  }
  return fc.gen().map((g) => {
    const draw = new Draw(g);
    return [...byKind.values()].map((all, i) => {
      const id = firstId + i;
      return { ...draw.pick(all), id, sourcePort: 20_000 + id };
    });
  });
}

const blank = { protocol: 0, destinationPort: 0, icmpType: 0, tcpFlags: [], hopLimit: 64 } as const;
