import type { Config } from "../config/config.ts";
import { stableHash } from "./hash.ts";
import type { Nic } from "./types.ts";

/** Linux keeps 16 bytes for an interface name, one of them the closing zero. */
const longestInterfaceName: number = 15;

/** A locally administered unicast address: bit 1 of the first byte set, bit 0 clear (IEEE 802). */
function macOf(lab: string, node: string, name: string): string {
  const digits = stableHash(`${lab}/${node}/${name}`).slice(0, 12);
  const first = (Number.parseInt(digits.slice(0, 2), 16) & 0xfc) | 0x02;
  const bytes = [first.toString(16).padStart(2, "0")];
  for (let i = 2; i < 12; i += 2) bytes.push(digits.slice(i, i + 2));
  return bytes.join(":");
}

/** `fw-1-eth0`, or a shortened form with a hash when that is too long for an interface. */
function tapOf(node: string, name: string): string {
  const full = `${node}-${name}`;
  if (full.length <= longestInterfaceName) return full;
  return `${node.slice(0, 6)}-${stableHash(full).slice(0, 8)}`;
}

/** The network card of a node, with a MAC and a tap derived from the names. */
export function nicOf(lab: string, node: string, name: string, bridge: string): Nic {
  return { name, bridge, mac: macOf(lab, node, name), tap: tapOf(node, name) };
}

/** `eth0.10` with the tag 10 is carried by `eth0`; any other name by itself. */
export function cardOf(name: string, vlan: number | undefined): string {
  const ending = `.${vlan}`;
  return name.endsWith(ending) ? name.slice(0, -ending.length) : name;
}

/** A client's interface where the configuration names none. */
export function defaultInterface(config: Config, network: string): string {
  const vlan = config.networks[network]?.vlan;
  return vlan === undefined ? "eth0" : `eth0.${vlan}`;
}
