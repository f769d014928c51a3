import type { Config } from "../config/config.ts";
import { hasErrors, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { collector } from "../diagnostics/report.ts";
import type { TimingProfile } from "../timing/profile.ts";
import { resolveFlowtable } from "./flowtable.ts";
import { resolveHa } from "./ha.ts";
import { resolveManagement, resolveSourceNat } from "./policy.ts";
import { configRules } from "./rules/index.ts";
import { resolveTraffic } from "./traffic.ts";
import type { Model } from "./types.ts";
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
  /** Every finding, without places. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A kernel with less memory than this would not keep its own default either. */
const defaultConnections: number = 131_072;

function modelOf(config: Config, profile: TimingProfile, timers: TimingProfile): Model {
  const traffic = resolveTraffic(config);
  const flowtable = config.policy?.flowtable === true ? resolveFlowtable(traffic) : undefined;
  return {
    ...traffic,
    name: config.name,
    profile,
    ha: resolveHa(config, timers),
    antiSpoofing: config.firewall.antiSpoofing ?? true,
    connections: config.firewall.connections ?? defaultConnections,
    management: resolveManagement(config),
    sourceNat: resolveSourceNat(config),
    ...(flowtable === undefined || flowtable.pairs.length === 0 ? {} : { flowtable }),
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
