import type { Config } from "../config/config.ts";
import { listOf, itemPath } from "../config/lists.ts";
import type { OneOrMore } from "../config/scalars.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { suggestionHint } from "../diagnostics/suggest.ts";
import { addressBook, addressMatcher, meansFamily, plainName } from "../model/address-match.ts";
import { serviceExists, serviceNames } from "../services/resolve.ts";
import type { Check } from "./check.ts";
import { addressNameHint, networkHint } from "./reference-hints.ts";

/** A field that refers to things by name. */
interface Reference {
  readonly path: ConfigPath;
  readonly value: OneOrMore<string> | undefined;
}

/** Calls for each name that is not known, with its place. */
function unknownNames(
  references: readonly Reference[],
  isKnown: (name: string) => boolean,
  found: (name: string, path: ConfigPath) => void,
): void {
  for (const { path, value } of references) {
    const names = listOf(value);
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i] ?? "";
      if (!isKnown(name)) found(name, itemPath(path, value, i));
    }
  }
}

/** Every field that names a network names one that exists. */
const networksExist: Check = (config, report) => {
  const { firewall, ha, hosts = {}, policy, nat } = config;
  const required: Reference[] = [
    ...Object.entries(firewall.interfaces).map(([name, entry]) => ({
      path: ["firewall", "interfaces", name, "network"],
      value: entry.network,
    })),
    ...(firewall.management ?? []).map((entry, i) => ({
      path: ["firewall", "management", i, "from"],
      value: entry.from,
    })),
    { path: ["ha", "stateSync", "network"], value: ha.stateSync.network },
    ...Object.entries(hosts).map(([name, host]) => ({
      path: ["hosts", name, "network"],
      value: host.network,
    })),
    ...(nat?.source ?? []).flatMap((entry, i) => [
      { path: ["nat", "source", i, "from"], value: entry.from },
      { path: ["nat", "source", i, "to"], value: entry.to },
    ]),
    ...(nat?.destination ?? []).map((entry, i) => ({
      path: ["nat", "destination", i, "from"],
      value: entry.from,
    })),
    ...(nat?.oneToOne ?? []).map((entry, i) => ({
      path: ["nat", "oneToOne", i, "from"],
      value: entry.from,
    })),
  ];
  const orAny: Reference[] = (policy?.rules ?? []).flatMap((rule, i) => [
    { path: ["policy", "rules", i, "from"], value: rule.from },
    { path: ["policy", "rules", i, "to"], value: rule.to },
  ]);
  const networks = Object.keys(config.networks);
  const unknown = (name: string, path: ConfigPath): void =>
    report("FW010", path, `there is no network "${name}"`, networkHint(config, name, path));
  const known = new Set(networks);
  unknownNames(required, (name) => known.has(name), unknown);
  unknownNames(orAny, (name) => known.has(name) || name === "any", unknown);
};

/** Every field that names a service names one that exists. */
const servicesExist: Check = (config, report) => {
  const references: Reference[] = [
    ...(config.firewall.management ?? []).map((entry, i) => ({
      path: ["firewall", "management", i, "services"],
      value: entry.services,
    })),
    ...(config.policy?.rules ?? []).map((rule, i) => ({
      path: ["policy", "rules", i, "services"],
      value: rule.services,
    })),
    ...(config.nat?.source ?? []).map((entry, i) => ({
      path: ["nat", "source", i, "services"],
      value: entry.services,
    })),
    ...(config.nat?.destination ?? []).map((entry, i) => ({
      path: ["nat", "destination", i, "service"],
      value: entry.service,
    })),
    ...(config.nat?.oneToOne ?? []).map((entry, i) => ({
      path: ["nat", "oneToOne", i, "services"],
      value: entry.services,
    })),
    ...Object.entries(config.services ?? {}).map(([name, service]) => ({
      path: ["services", name, "services"],
      value: "services" in service ? service.services : undefined,
    })),
  ];
  const isKnown = (name: string): boolean => serviceExists(config, name);
  unknownNames(references, isKnown, (name, path) => {
    const hint = suggestionHint(name, serviceNames(config));
    report("FW023", path, `there is no service "${name}"`, hint);
  });
};

/** Every field that names addresses. */
function addressReferences(config: Config): readonly Reference[] {
  return [
    ...(config.firewall.management ?? []).map((entry, i) => ({
      path: ["firewall", "management", i, "source"],
      value: entry.source,
    })),
    ...(config.policy?.rules ?? []).flatMap((rule, i) => [
      { path: ["policy", "rules", i, "source"], value: rule.source },
      { path: ["policy", "rules", i, "destination"], value: rule.destination },
    ]),
    ...(config.nat?.source ?? []).flatMap((entry, i) => [
      { path: ["nat", "source", i, "source"], value: entry.source },
      { path: ["nat", "source", i, "destination"], value: entry.destination },
    ]),
  ];
}

/** Every source and destination stands for addresses. */
const addressesExist: Check = (config, report) => {
  const references = addressReferences(config);
  const blocksOf = addressBook(config);
  const isKnown = (name: string): boolean => blocksOf(plainName(name)) !== undefined;
  unknownNames(references, isKnown, (name, path) => {
    const message = `"${name}" is no host, address set, network, address or subnet`;
    report("FW024", path, message, addressNameHint(config, name, path));
  });
};

/** Every list of addresses leaves one that is meant. */
const addressesAreLeft: Check = (config, report) => {
  const blocksOf = addressBook(config);
  const matchOf = addressMatcher(config);
  for (const { path, value } of addressReferences(config)) {
    const names = listOf(value);
    const out = names.filter((name) => name !== plainName(name));
    if (out.length === 0 || names.some((name) => blocksOf(plainName(name)) === undefined)) continue;
    const match = matchOf(value);
    if (meansFamily(match, 4) || meansFamily(match, 6)) continue;
    report("FW080", path, `${out.join(" and ")} leaves no address of ${JSON.stringify(value)}`);
  }
};

/** In the order of their findings. */
export const referenceChecks: readonly Check[] = [
  networksExist,
  servicesExist,
  addressesExist,
  addressesAreLeft,
];
