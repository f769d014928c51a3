// @ts-check
import { readFileSync } from "node:fs";

import { parse, stringify } from "yaml";

/** The fields of a machine's shape that give it a screen. */
const SCREEN = ["desktop", "spice", "usb"];

/** @param {{ vm?: object }} owner */
function withoutScreen(owner) {
  const kept = Object.entries(owner.vm ?? {}).filter(([field]) => !SCREEN.includes(field));
  return { ...owner, vm: Object.fromEntries(kept) };
}

/**
 * The config of the repository's root without its screens, so that what has nothing to do with a
 * desktop boots no desktop's image.
 */
export function headlessSeed() {
  const seed = parse(readFileSync(new URL("../../../fw.config.yaml", import.meta.url), "utf8"));
  const client = withoutScreen(seed.hosts.client);
  return stringify({
    ...seed,
    firewall: withoutScreen(seed.firewall),
    hosts: { ...seed.hosts, client },
  });
}
