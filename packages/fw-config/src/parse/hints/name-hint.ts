import { interfaceNameSchema, nameSchema } from "../../config/scalars.ts";

/** The nearest name that is allowed: `Büro_LAN` becomes `buro-lan`. */
function lawful(name: string, separators: RegExp): string {
  return name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(separators, "-")
    .replaceAll(/^[^a-z]+|-+$/g, "");
}

/**
 * What to call something whose name is not allowed, or to write where it is named.
 *
 * @param longest how many characters it may have
 * @param isNew whether the name is given here
 */
export function nameHint(name: string, longest: number, isNew: boolean): string | undefined {
  if (/^[\d.:/a-f]+\d+$/i.test(name)) {
    return "a network is named here: write its name, and the address as `source` or `destination`";
  }
  const better = lawful(name, /[^a-z0-9-]+/g).slice(0, longest);
  if (better === name || !nameSchema.safeParse(better).success) return undefined;
  return isNew
    ? `call it "${better}": it becomes a part of host names and of the ruleset`
    : `write "${better}", here and where it is defined`;
}

/** The same for an interface. */
export function interfaceNameHint(name: string): string | undefined {
  const alias = /^([a-z][a-z0-9._-]*):\S+$/.exec(name);
  if (alias !== null) {
    return `an alias is no interface: ${alias[1]} takes a list in \`vip\`, and its network a list in \`subnet\``;
  }
  if (name.length > 15) {
    return "Linux has 15 characters for it: give the card a shorter name by a systemd.link file (`[Match] MACAddress=…`, `[Link] Name=wan0`)";
  }
  const better = lawful(name, /[^a-z0-9._-]+/g);
  return interfaceNameSchema.safeParse(better).success ? `call it "${better}"` : undefined;
}
