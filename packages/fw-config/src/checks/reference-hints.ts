import { parseBlock } from "../address/cidr.ts";
import type { Config } from "../config/config.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { suggest, suggestionHint } from "../diagnostics/suggest.ts";
import { addressNames } from "../model/address-match.ts";
import { subnetOf } from "../model/addresses.ts";
import { domainNameHint, isDomainName, subnetHint } from "../parse/hints/address-hint.ts";

/** What people call all that is not theirs. */
const elsewhere: ReadonlySet<string> = new Set(["internet", "world", "external", "public", "inet"]);

/** The network that the default route leaves by. */
function wayOut(config: Config): string | undefined {
  const route = config.firewall.routes?.find(({ destination }) => destination === "default");
  if (route === undefined) return undefined;
  return Object.keys(config.networks).find((name) => subnetOf(config, name, route.via));
}

/** The field of a rule that says which machines of a network are meant. */
function machineField(path: ConfigPath): "source" | "destination" {
  return path.includes("to") ? "destination" : "source";
}

/** What to write where a network belongs. */
export function networkHint(config: Config, name: string, path: ConfigPath): string | undefined {
  const networks = Object.keys(config.networks);
  const field = path.findLast((part) => typeof part === "string") ?? "";
  const host = Object.hasOwn(config.hosts ?? {}, name) ? config.hosts?.[name] : undefined;
  if (host !== undefined && ["from", "to"].includes(field)) {
    return `"${name}" is a host: write \`${field}: ${host.network}, ${machineField(path)}: ${name}\``;
  }
  if (Object.hasOwn(config.addresses ?? {}, name)) {
    return `"${name}" is an address set: write it as \`${machineField(path)}\`, and a network as \`${field}\``;
  }
  if (Object.hasOwn(config.firewall.members, name) || name === "firewall") {
    return "access to the firewalls themselves is written under `firewall.management`";
  }
  if (elsewhere.has(name)) {
    const network = wayOut(config);
    const what = network === undefined ? "the network that leads there" : `\`${network}\``;
    return `what is on no network of its own is behind one: write ${what}`;
  }
  return suggestionHint(name, networks);
}

/** What to write where addresses belong. */
export function addressNameHint(
  config: Config,
  name: string,
  path: ConfigPath,
): string | undefined {
  const field = path.findLast((part) => typeof part === "string") ?? "source";
  if (name === "") {
    return `YAML reads a word that begins with an exclamation mark as a tag: write it in quotes, like \`${field}: "!${addressNames(config)[0] ?? "10.0.0.0/8"}"\``;
  }
  const out = /^(?:!|not |not-|\^|~) *!? *(.+)$/.exec(name)?.[1];
  if (out !== undefined) {
    const near = addressNames(config).includes(out) ? out : suggest(out, addressNames(config));
    const known = near ?? (parseBlock(out) === undefined ? undefined : out);
    if (known !== undefined && name !== `!${known}`) return `did you mean "!${known}"?`;
    return near === undefined ? addressNameHint(config, out, path) : undefined;
  }
  if (["any", "all", "*"].includes(name) || elsewhere.has(name)) {
    return `leave \`${field}\` out: without it every address is meant`;
  }
  if (isDomainName(name)) return domainNameHint;
  if (/^[0-9a-f:.]+-[0-9a-f:.]+$/i.test(name) && /[.:]/.test(name)) {
    return "a range cannot be written: list its subnets in a set under `addresses`";
  }
  const subnet = name.includes("/") ? subnetHint(name) : undefined;
  return subnet ?? suggestionHint(name, addressNames(config));
}
