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

/** The config of the repository's root. */
const seed = parse(readFileSync(new URL("../../../fw.config.yaml", import.meta.url), "utf8"));

/** @param {object} config */
const withoutDesktop = (config) => ({
  ...config,
  hosts: { ...seed.hosts, client: withoutScreen(seed.hosts.client) },
});

/** The seed whose only screens are the text consoles of its firewalls: no desktop's image is needed. */
export const consoleSeed = () => stringify(withoutDesktop(seed));

/** The seed without any screen, for what has nothing to do with them. */
export const headlessSeed = () =>
  stringify(withoutDesktop({ ...seed, firewall: withoutScreen(seed.firewall) }));
