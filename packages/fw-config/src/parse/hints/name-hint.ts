import { interfaceNameSchema, nameSchema } from "../../config/scalars.ts";

/** The nearest name that is allowed: `Office_LAN` becomes `office-lan`. */
function lawful(name: string, separators: RegExp): string {
  return name
    .toLowerCase()
    .replaceAll(separators, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
}

/** What to call something whose name is not allowed. */
export function nameHint(name: string): string | undefined {
  if (/^[\d.:/a-f]+\d+$/i.test(name)) {
    return "a network is named here: write its name, and the address as `source` or `destination`";
  }
  const better = lawful(name, /[^a-z0-9-]+/g).slice(0, 31);
  if (!nameSchema.safeParse(better).success) return undefined;
  return `call it "${better}": it becomes a part of host names and of the ruleset`;
}

/** The same for an interface. */
export function interfaceNameHint(name: string): string | undefined {
  const alias = /^([a-z][a-z0-9._-]*):\S+$/.exec(name);
  if (alias !== null) {
    return `an alias is no interface: ${alias[1]} takes one address of each family in \`vip\`; a further subnet needs a \`vlan\` of its own, like ${alias[1]}.10`;
  }
  if (name.length > 15) {
    return "Linux has 15 characters for it: give the card a shorter name by a systemd.link file (`[Match] MACAddress=…`, `[Link] Name=wan0`)";
  }
  const better = lawful(name, /[^a-z0-9._-]+/g);
  return interfaceNameSchema.safeParse(better).success ? `call it "${better}"` : undefined;
}
