import { isCertain } from "./checks/certainty.ts";
import { configChecks } from "./checks/index.ts";
import type { Config } from "./config/config.ts";
import { expectOptions } from "./config/expect-options.ts";
import type { TimingProfile } from "./config/profile.ts";
import { hasErrors, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { collector } from "./diagnostics/report.ts";
import { resolveFlowtable } from "./model/flowtable.ts";
import { resolveHa } from "./model/ha.ts";
import { resolveManagement } from "./model/policy.ts";
import { resolveSourceNat } from "./model/source-nat.ts";
import { resolveTraffic } from "./model/traffic.ts";
import type { Model } from "./model/types.ts";
import { resolveImage } from "./model/vm.ts";
import { accept, type Acceptance } from "./parse/accept.ts";
import type { Repair } from "./parse/repair.ts";

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

function crossFieldFindings(config: Config, profile: TimingProfile): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = collector(diagnostics);
  for (const check of configChecks) check(config, report, profile);
  return diagnostics;
}

/** What is wrong besides what the schema refuses, and does not follow from that. */
function findingsBeside(rest: Repair, profile: TimingProfile): readonly Diagnostic[] {
  const { config, holes, original } = rest;
  return crossFieldFindings(config, profile)
    .filter((found) => isCertain(found, config, holes))
    .map((found) => ({ ...found, path: original(found.path) }));
}

/** Checks what the gate let through across its parts, and derives the model. */
export function derive({ config, rest }: Acceptance, options: ResolveOptions): ResolveResult {
  const profile = options.profile ?? "hardware";
  if (config === undefined) {
    const valid = rest?.();
    return { diagnostics: valid === undefined ? [] : findingsBeside(valid, profile) };
  }
  const diagnostics = crossFieldFindings(config, profile);
  if (hasErrors(diagnostics)) return { diagnostics };
  return { model: modelOf(config, profile, options.timers ?? profile), diagnostics };
}

/**
 * Derives everything that the configuration implies and checks it across its parts. A configuration
 * that neither `parse` nor `validate` has accepted is checked against the schema first.
 *
 * @returns the model when there is no error, and every finding (without places; see `check`)
 * @throws ArgumentError for options that do not exist; what is wrong with the configuration is a finding
 */
export function resolve(config: Config, options: ResolveOptions = {}): ResolveResult {
  expectOptions("resolve", options, ["profile", "timers"]);
  const acceptance = accept(config);
  const refused = acceptance.findings.map(({ diagnostic }) => diagnostic);
  const derived = derive(acceptance, options);
  return refused.length === 0 ? derived : { diagnostics: [...refused, ...derived.diagnostics] };
}
