import { bareAddress, ROLE_FILE } from "fw-config";

import type { Driver } from "../drivers/driver.ts";
import type { Lab } from "./lab.ts";

// Who is primary can be asked in two ways, and a failover is the time in which they differ.
// `reportedRole` is what keepalived said last; `vipHolders` is whom the traffic reaches.

/** What keepalived made of a firewall. */
export type Role = "primary" | "backup" | "fault";

/** The names of the two firewalls. */
export function firewalls({ model }: Pick<Lab, "model">): readonly string[] {
  return model.nodes.filter(({ kind }) => kind === "firewall").map(({ name }) => name);
}

/**
 * The role that keepalived reported last; undefined before it reported any, and on a node that is
 * no firewall.
 */
export async function reportedRole(
  driver: Pick<Driver, "readFile">,
  node: string,
): Promise<Role | undefined> {
  const word = (await driver.readFile(node, ROLE_FILE))?.toString("utf8").trim();
  return word === "primary" || word === "backup" || word === "fault" ? word : undefined;
}

/** The firewalls that hold every virtual address now; a node that does not answer holds none. */
export async function vipHolders(lab: Pick<Lab, "model" | "driver">): Promise<readonly string[]> {
  const vips = lab.model.ha.vips.map(({ address }) => address);
  const names = firewalls(lab);
  const held = await Promise.all(
    names.map(async (name) => {
      const found = await lab.driver.addresses(name).catch(() => []);
      const own = new Set(found.map(({ address }) => bareAddress(address)));
      return vips.every((vip) => own.has(vip));
    }),
  );
  return names.filter((_name, index) => held[index]);
}
