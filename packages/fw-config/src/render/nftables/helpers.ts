import { familiesOf } from "../../model/firewall-facts.ts";
import type { Model, Rule, ServiceMatch } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";
import { addressMatches, combine, nftSet, nftString, serviceMatches } from "./match.ts";

type PortService = Extract<ServiceMatch, { kind: "ports" }>;

function helperServices(rule: Rule): readonly PortService[] {
  return (rule.services ?? []).flatMap((service) =>
    service.kind === "ports" && service.helper !== undefined ? [service] : [],
  );
}

/** A helper object belongs to one transport protocol. */
function objectName(service: PortService): string {
  return `${service.helper}-${service.protocol}`;
}

function helperObjects(services: readonly PortService[]): readonly Line[] {
  const byName = new Map(services.map((service) => [objectName(service), service]));
  return [...byName].flatMap(([name, service]) => [
    ...block(`ct helper ${name}`, [
      `type ${nftString(service.helper ?? "")} protocol ${service.protocol};`,
    ]),
    "",
  ]);
}

function assignments(model: Model, rule: Rule): readonly string[] {
  if (helperServices(rule).length === 0) return [];
  const interfaces = model.networks.flatMap((network) =>
    rule.from.includes(network.name) && network.firewallInterface !== undefined
      ? [`"${network.firewallInterface}"`]
      : [],
  );
  return helperServices(rule).flatMap((service) =>
    combine(
      familiesOf(model),
      addressMatches(rule.source, rule.destination),
      serviceMatches([service]),
    ).map(
      ({ expression }) =>
        `iifname ${nftSet(interfaces)} ${expression} ct state new counter ct helper set ${nftString(objectName(service))}`,
    ),
  );
}

/** A service behind a virtual address is seen here before its destination is translated. */
function forwardedAssignments(model: Model): readonly string[] {
  return model.destinationNat.flatMap(({ interface: name, family, vip, service }) =>
    service.helper === undefined
      ? []
      : serviceMatches([service]).map(
          ({ expression }) =>
            `iifname "${name}" ${family === 4 ? "ip" : "ip6"} daddr ${vip} ${expression} ct state new counter ct helper set ${nftString(objectName(service))}`,
        ),
  );
}

/**
 * Helper objects, and the chain that gives them to connections that a rule accepts. It runs
 * after connection tracking and before destination NAT, which needs to know the helper.
 */
export function helperChain(model: Model): readonly Line[] {
  const rules = model.rules.filter((rule) => rule.action === "accept");
  const forwarded = model.destinationNat.map(({ service }) => service);
  const services = [...rules.flatMap(helperServices), ...forwarded].filter(
    (service) => service.helper !== undefined,
  );
  if (services.length === 0) return [];
  return [
    ...helperObjects(services),
    ...block("chain helpers", [
      "type filter hook prerouting priority mangle; policy accept;",
      ...rules.flatMap((rule) => assignments(model, rule)),
      ...forwardedAssignments(model),
    ]),
    "",
  ];
}
