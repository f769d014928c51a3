import type { core } from "zod/mini";

import { describedAt, knownFields } from "../../config/fields.ts";
import type { ConfigPath } from "../../diagnostics/diagnostic.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { isRecord } from "../../values/record.ts";
import { addressHint, domainNameHint, isDomainName, subnetHint } from "./address-hint.ts";
import { interfaceNameHint, nameHint } from "./name-hint.ts";
import { durationHint, portsHint, serviceHint } from "./number-hint.ts";
import { foreignTextHint } from "./text-hint.ts";
import { wordHint } from "./words.ts";

/** A value that the schema refuses. */
export interface Refused {
  readonly issue: core.$ZodIssue;
  readonly path: ConfigPath;
  readonly value: unknown;
  /** The field: the last name of the path that is no index. */
  readonly field: string;
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** The whole text is no configuration. */
function wholeHint({ path, value }: Refused): string | undefined {
  return path.length === 0 ? foreignTextHint(value) : undefined;
}

/** Something of the right kind in a wrong wrapping: a list for its only field, a value for a list. */
function shapeHint({ issue, path, value, field }: Refused): string | undefined {
  if (issue.code !== "invalid_type") return undefined;
  if (issue.expected === "array" && isScalar(value)) {
    const ports = field === "ports" ? portsHint(String(value)) : undefined;
    if (ports !== undefined) return ports;
    return `write a list: [${String(value)}]`;
  }
  if (issue.expected === "array" && isRecord(value)) {
    return "write a list: each entry on a line of its own that begins with `- `";
  }
  if (issue.expected !== "object" && issue.expected !== "record") return undefined;
  if (value === null) return "write {} where nothing is to be said";
  if (Array.isArray(value) && knownFields(path).includes("rules")) {
    return "write the list under `policy.rules`";
  }
  if (Array.isArray(value)) return "write each entry under a name of its own, not as a list";
  const fields = knownFields(path);
  return fields.length === 0 ? undefined : `write its fields: ${fields.slice(0, 8).join(", ")}`;
}

/** A word for which there is a near one, or one that means the same. */
function choiceHint({ issue, value, field }: Refused): string | undefined {
  if (!isScalar(value) && typeof value !== "boolean") return undefined;
  const word = wordHint(field, value);
  if (word !== undefined || issue.code !== "invalid_value") return word;
  const values = issue.values.map(String);
  const near = suggest(String(value), values);
  if (near !== undefined) return `did you mean "${near}"?`;
  return values.includes(String(value).toLowerCase())
    ? `write it in lower case: ${String(value).toLowerCase()}`
    : `write one of ${values.join(", ")}`;
}

/** Names and what stands where a name belongs. */
function namingHint({ issue, path, value, field }: Refused): string | undefined {
  if (["services", "service"].includes(field) && isScalar(value)) {
    const hint = serviceHint(value);
    if (hint !== undefined) return hint;
  }
  if (typeof value !== "string") return undefined;
  if (issue.message.startsWith("expected an interface name")) return interfaceNameHint(value);
  const longest = /^expected a name of 1 to (\d+)/.exec(issue.message)?.[1];
  const isNew = path.at(-1) === value || (path.length === 1 && field === "name");
  return longest === undefined ? undefined : nameHint(value, Number(longest), isNew);
}

/** Addresses and subnets. */
function addressing({ issue, value }: Refused): string | undefined {
  if (typeof value !== "string") return undefined;
  const { message } = issue;
  if (message.startsWith("expected an IPv4 or IPv6 address")) return addressHint(value);
  if (message.startsWith("expected a subnet")) return subnetHint(value);
  if (!message.startsWith("expected an address or a subnet")) return undefined;
  return isDomainName(value) ? domainNameHint : subnetHint(value);
}

/** Numbers that are written with a unit, and ports that are written in another way. */
function numeric({ value, field }: Refused): string | undefined {
  if (typeof value !== "string") return undefined;
  if (field === "ports") return portsHint(value);
  return field.endsWith("Ms") ? durationHint(value) : undefined;
}

/** A number in quotes. */
function quoted({ issue, value }: Refused): string | undefined {
  const wanted = issue.code === "invalid_type" && ["number", "int"].includes(issue.expected);
  if (!wanted || typeof value !== "string") return undefined;
  return /^\d+$/.test(value) ? `write it without quotes: ${value}` : undefined;
}

/** What the schema says that a field is for, without the last full stop. */
function purpose(path: ConfigPath): string | undefined {
  return describedAt(path)?.replace(/\.$/, "");
}

/** What the field is for, where nothing nearer is known. */
function described({ path, field }: Refused): string | undefined {
  const text = purpose(path);
  return text === undefined ? undefined : `${field}: ${text}`;
}

const hinters = [
  wholeHint,
  shapeHint,
  namingHint,
  choiceHint,
  addressing,
  numeric,
  quoted,
  described,
];

/** How to write a value that the schema refuses. */
export function valueHint(
  issue: core.$ZodIssue,
  path: ConfigPath,
  value: unknown,
): string | undefined {
  const field = path.findLast((part) => typeof part === "string") ?? "";
  const refused = { issue, path, value, field };
  for (const hinter of hinters) {
    const hint = hinter(refused);
    if (hint !== undefined) return hint;
  }
  return undefined;
}

/** What stands in a field that is missing. */
const examples: Readonly<Record<string, string>> = {
  ha: "ha: { stateSync: { network: sync } }",
  stateSync: "stateSync: { network: sync }",
  members: "members: { fw-1: {}, fw-2: {} }",
  interfaces: "interfaces: { eth0: { network: lan, vip: 10.0.0.254 } }",
  networks: "networks: { lan: { subnet: 10.0.0.0/24, bridge: br0 } }",
  subnet: "subnet: 10.0.0.0/24",
  bridge: "bridge: br0",
  name: "name: office",
  firewall: "firewall: { members: …, interfaces: … }",
};

/** How to write a field that is missing. */
export function missingHint(path: ConfigPath): string | undefined {
  const field = String(path.at(-1) ?? "");
  const example = Object.hasOwn(examples, field) ? `, like \`${examples[field]}\`` : "";
  const text = purpose(path);
  return `add \`${field}\`${example}${text === undefined ? "" : `: ${text}`}`;
}
