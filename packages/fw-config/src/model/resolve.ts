import { formatBlock } from "../address/cidr.ts";
import type { Config } from "../config/config.ts";
import { byName } from "../config/record.ts";
import { hasErrors, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { collector } from "../diagnostics/report.ts";
import type { TimingProfile } from "../timing/profile.ts";
import { interfaceOn, subnetsOf } from "./addresses.ts";
import { resolveHa } from "./ha.ts";
import { resolveNodes } from "./nodes.ts";
import {
  resolveDestinationNat,
  resolveManagement,
  resolveRules,
  resolveSourceNat,
} from "./policy.ts";
import { configRules } from "./rules/index.ts";
import type { Model, Network } from "./types.ts";
import { resolveImage } from "./vm.ts";

/** Options of {@link resolve}. */
export interface ResolveOptions {
  /** Where the firewalls run; decides the timers left open. Default: `hardware`. */
  readonly profile?: TimingProfile;
  /** Whose timers are taken for those left open, when not those of `profile`. */
  readonly timers?: TimingProfile;
}

/** What {@link resolve} returns. */
export interface ResolveResult {
  /** Present when there is no error. */
  readonly model?: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/** A kernel with less memory than this would not keep its own default either. */
const defaultConnections: number = 131_072;

function resolveNetworks(config: Config): readonly Network[] {
  return byName(config.networks).map(([name, { bridge, vlan }]) => {
    const firewallInterface = interfaceOn(config, name);
    return {
      name,
      bridge,
      subnets: subnetsOf(config, name).map(formatBlock),
      ...(vlan === undefined ? {} : { vlan }),
      ...(firewallInterface === undefined ? {} : { firewallInterface }),
    };
  });
}

function modelOf(config: Config, profile: TimingProfile, timers: TimingProfile): Model {
  return {
    name: config.name,
    profile,
    networks: resolveNetworks(config),
    nodes: resolveNodes(config),
    ha: resolveHa(config, timers),
    antiSpoofing: config.firewall.antiSpoofing ?? true,
    connections: config.firewall.connections ?? defaultConnections,
    management: resolveManagement(config),
    rules: resolveRules(config),
    sourceNat: resolveSourceNat(config),
    destinationNat: resolveDestinationNat(config),
    image: resolveImage(config),
  };
}

/**
 * Derives everything that the configuration implies and checks it across its parts.
 *
 * @param config - a configuration that the schema has accepted
 * @returns the model when there is no error, and every finding (without places; see `check`)
 */
export function resolve(config: Config, options: ResolveOptions = {}): ResolveResult {
  const diagnostics: Diagnostic[] = [];
  const report = collector(diagnostics);
  const profile = options.profile ?? "hardware";
  for (const rule of configRules) rule(config, report, profile);
  if (hasErrors(diagnostics)) return { diagnostics };
  return { model: modelOf(config, profile, options.timers ?? profile), diagnostics };
}
