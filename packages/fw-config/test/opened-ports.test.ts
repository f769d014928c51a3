import fc from "fast-check";
import { expect, test } from "vitest";

import { listOf } from "../src/config/lists.ts";
import {
  render,
  resolve,
  type Config,
  type Model,
  type Rule,
  type ServiceMatch,
} from "../src/index.ts";
import { resolveServices } from "../src/services/resolve.ts";
import { randomConfig } from "./differential/random-config.ts";
import { rulesetLines } from "./ruleset-lines.ts";

/** Every port of a list like `80`, `6000-6063` as `tcp 80`. */
function ports(protocol: string, ranges: readonly string[]): readonly string[] {
  return ranges.flatMap((text) => {
    const [low = 0, high = low] = text.split("-").map(Number);
    return Array.from({ length: high - low + 1 }, (_, i) => `${protocol} ${low + i}`);
  });
}

/** The elements of the named sets of ports. */
function portSets(ruleset: string): ReadonlyMap<string, readonly string[]> {
  const pattern =
    /set (\S+) \{\n\s+type inet_service\n(?:\s+flags interval\n)?\s+elements = \{ (.*) \}/g;
  return new Map(
    [...ruleset.matchAll(pattern)].map(([, name = "", list = ""]) => [name, list.split(", ")]),
  );
}

/** What the chains for forwarded connections and for management accept. */
function opened(model: Model): ReadonlySet<string> {
  const file = render(model).find(({ path }) => path === "/etc/nftables.conf");
  const ruleset = file?.content ?? "";
  const sets = portSets(ruleset);
  const accepting = rulesetLines(ruleset).filter(
    ({ chain, text }) =>
      (chain.startsWith("from-") || text.includes('comment "management')) &&
      / accept( comment .*)?$/.test(text),
  );
  const found = accepting.flatMap(({ text }) => {
    const [, protocol = "", value] = /(tcp|udp|sctp|dccp) dport (\S+)/.exec(text) ?? [];
    if (value === undefined) return [];
    const elements = value.startsWith("@") ? (sets.get(value.slice(1)) ?? ["0"]) : [value];
    return ports(protocol, elements);
  });
  return new Set(found);
}

function portsOf(services: readonly ServiceMatch[]): readonly string[] {
  return services.flatMap((service) =>
    service.kind === "ports"
      ? ports(
          service.protocol,
          service.ports.map(({ low, high }) => `${low}-${high}`),
        )
      : [],
  );
}

/** From a network to itself something passes the firewall only where a route leads back. */
function crosses({ from, to, within }: Rule): boolean {
  return within.length > 0 || from.some((name) => to.some((other) => other !== name));
}

/** The ports of the services that the configuration refers to where it accepts. */
function referenced(
  config: Config,
  model: Model,
  isCounted: (entry: object) => boolean,
): ReadonlySet<string> {
  const accepting = (config.policy?.rules ?? []).filter((rule, i) => {
    const resolved = model.rules[i];
    return (rule.action ?? "accept") === "accept" && resolved !== undefined && crosses(resolved);
  });
  const entries = [...accepting, ...(config.firewall.management ?? [])].filter(isCounted);
  const names = entries.flatMap(({ services }) => listOf(services));
  return new Set(portsOf(resolveServices(config, names)));
}

/** Addresses of two families exclude each other, and leave no line. */
function isForAnyAddress(entry: object): boolean {
  return !("source" in entry) && !("destination" in entry);
}

test("the ports that are open are those of the services that are referred to", () => {
  let compared = 0;
  fc.assert(
    fc.property(randomConfig, (config) => {
      const { model } = resolve(config);
      if (model === undefined) throw new Error("the configuration is sound");
      const open = opened(model);
      const known = referenced(config, model, () => true);
      expect([...open].filter((port) => !known.has(port))).toStrictEqual([]);
      const wanted = [...referenced(config, model, isForAnyAddress)];
      expect(wanted.filter((port) => !open.has(port))).toStrictEqual([]);
      compared += wanted.length;
    }),
    { numRuns: 150 },
  );
  expect(compared).toBeGreaterThan(100);
}, 60_000);
