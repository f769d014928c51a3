import type { Config } from "../config/config.ts";
import type { DiagnosticCode } from "../diagnostics/codes.ts";
import type { ConfigPath, Diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { plainName } from "../model/address-match.ts";
import { isRecord } from "../values/record.ts";

/** The parts of a configuration that checks read. */
const parts = {
  networks: ["networks"],
  interfaces: ["firewall", "interfaces"],
  members: ["firewall", "members"],
  routes: ["firewall", "routes"],
  management: ["firewall", "management"],
  ha: ["ha"],
  hosts: ["hosts"],
  services: ["services"],
  addresses: ["addresses"],
  policy: ["policy"],
  nat: ["nat"],
  image: ["image"],
  name: ["name"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Part = keyof typeof parts;

/** What a finding follows from, besides the fields that it is about. */
interface Grounds {
  /** Nothing may be missing here. */
  readonly reads?: readonly Part[];
  /** Here only the thing with the name that was not found may not be missing. */
  readonly names?: readonly Part[];
}

/** A code that is not here is certain only when nothing is missing at all. */
const groundsOf: Partial<Record<DiagnosticCode, Grounds>> = {
  FW010: { names: ["networks"] },
  FW011: { reads: ["networks", "interfaces"] },
  FW012: { reads: ["members"] },
  FW013: { reads: ["networks", "interfaces", "members"] },
  FW014: { reads: ["networks", "interfaces", "members", "hosts"] },
  FW015: { reads: ["networks"] },
  FW016: { reads: ["networks"] },
  FW017: {},
  FW018: { reads: ["interfaces"] },
  FW022: { names: ["interfaces"] },
  FW023: { names: ["services"] },
  FW024: { names: ["hosts", "addresses", "networks"] },
  FW026: { reads: ["networks", "interfaces", "members", "hosts"] },
  FW029: { names: ["hosts"] },
  FW030: {},
  FW031: {},
  FW032: {},
  FW033: { reads: ["networks", "interfaces", "routes"] },
  FW034: { reads: ["nat", "hosts"] },
  FW035: { reads: ["services", "nat"] },
  FW036: { reads: ["ha"] },
  FW037: { reads: ["networks", "interfaces"] },
  FW039: { reads: ["services"] },
  FW080: { reads: ["networks", "hosts", "addresses", "management", "policy", "nat"] },
  FW045: { reads: ["networks", "interfaces", "members", "hosts"] },
  FW046: {},
  FW047: {},
};

/** The part that something missing belongs to; undefined when it might be anything. */
function partOf(hole: ConfigPath): Part | undefined {
  return (Object.keys(parts) as Part[]).find((part) =>
    parts[part].every((step, i) => hole[i] === step),
  );
}

function nameAt(config: Config, path: ConfigPath): string {
  let value: unknown = config;
  for (const step of path) value = isRecord(value) ? value[step] : undefined;
  return plainName(String(typeof value === "string" ? value : path.at(-1)));
}

/** Whether what is missing is what was not found: the whole part, or the entry of that name. */
function mayBe(hole: ConfigPath, part: Part, name: string): boolean {
  const entry = hole[parts[part].length];
  return entry === undefined || entry === name || suggest(name, [String(entry)]) !== undefined;
}

/** Whether a finding holds however the mistakes are put right that left the holes. */
export function isCertain(
  { code, path }: Diagnostic,
  config: Config,
  holes: readonly ConfigPath[],
): boolean {
  if (holes.length === 0) return true;
  const grounds = groundsOf[code];
  if (grounds === undefined) return false;
  const { reads = [], names = [] } = grounds;
  return holes.every((hole) => {
    const part = partOf(hole);
    if (part === undefined) return reads.length + names.length === 0;
    if (reads.includes(part)) return false;
    return !names.includes(part) || !mayBe(hole, part, nameAt(config, path));
  });
}
