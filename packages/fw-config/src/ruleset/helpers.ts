import { familiesOf } from "../model/firewall-facts.ts";
import type { Model, Rule } from "../model/types.ts";
import { readByHelpers, type PortService } from "../services/port-service.ts";
import { addressMatches, combine, serviceMatches } from "./matches.ts";
import { counter } from "./statements.ts";
import type { Chain, ChainRule, HelperObject, Match } from "./types.ts";

function helperServices(rule: Rule): readonly PortService[] {
  return readByHelpers(rule.services ?? []);
}

/** A helper object belongs to one transport protocol. */
function objectName({ helper, protocol }: PortService): string {
  return `${helper}-${protocol}`;
}

function helperObjects(services: readonly PortService[]): readonly HelperObject[] {
  const byName = new Map(services.map((service) => [objectName(service), service]));
  return [...byName].map(([name, { helper = "", protocol }]) => ({
    kind: "ct helper",
    name,
    helper,
    protocol,
  }));
}

function assignment(service: PortService, matches: readonly Match[]): ChainRule {
  const { helper = "" } = service;
  return {
    matches: [...matches, { field: "ct state", state: "new" }],
    statements: [counter, { do: "ct helper set", object: objectName(service), helper }],
  };
}

function assignments(model: Model, rule: Rule): readonly ChainRule[] {
  const services = helperServices(rule);
  if (services.length === 0) return [];
  const names = model.networks.flatMap((network) =>
    rule.from.includes(network.name) ? (network.firewallInterface ?? []) : [],
  );
  const addresses = addressMatches(rule.source, rule.destination);
  return services.flatMap((service) =>
    combine(familiesOf(model), addresses, serviceMatches([service])).map(({ matches }) =>
      assignment(service, [{ field: "iifname", names }, ...matches]),
    ),
  );
}

/** A service behind a virtual address is seen here before its destination is translated. */
function forwardedAssignments(model: Model): readonly ChainRule[] {
  return model.destinationNat.flatMap(({ interface: name, family, vip, service: asked }) =>
    readByHelpers([asked]).flatMap((service) =>
      serviceMatches([service]).map(({ matches }) =>
        assignment(service, [
          { field: "iifname", names: [name] },
          { field: "daddr", family, blocks: [vip] },
          ...matches,
        ]),
      ),
    ),
  );
}

/**
 * Helper objects, and the chain that gives them to connections that a rule accepts. It runs
 * after connection tracking and before destination NAT, which needs to know the helper.
 */
export function helperChain(model: Model): readonly (HelperObject | Chain)[] {
  const rules = model.rules.filter((rule) => rule.action === "accept");
  const forwarded = model.destinationNat.map(({ service }) => service);
  const services = [...rules.flatMap(helperServices), ...readByHelpers(forwarded)];
  if (services.length === 0) return [];
  return [
    ...helperObjects(services),
    {
      kind: "chain",
      name: "helpers",
      hook: { type: "filter", hook: "prerouting", priority: "mangle", policy: "accept" },
      body: [...rules.flatMap((rule) => assignments(model, rule)), ...forwardedAssignments(model)],
    },
  ];
}
