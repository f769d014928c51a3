import type { Model } from "fw-config";

import type { Driver } from "../drivers/driver.ts";
import type { Namespace } from "../host/namespace.ts";
import type { Lab } from "./lab.ts";

/** What a proof needs of a lab, whatever drives it. */
export interface ProofLab {
  readonly model: Model;
  readonly driver: Driver;
  readonly namespace: Namespace;
  /** Receives what the testers complain about. */
  readonly log: string;
  /** How long the pair may take until it is in order again, in milliseconds. */
  readonly convergeMs: number;
}

/** The names of the two firewalls. */
export function firewalls(lab: ProofLab): readonly string[] {
  return lab.model.nodes.filter(({ kind }) => kind === "firewall").map(({ name }) => name);
}

/** The firewalls that hold every virtual address now; a node that does not answer holds none. */
export async function holders(lab: ProofLab): Promise<readonly string[]> {
  const vips = lab.model.ha.vips.map(({ address }) => address);
  const names = firewalls(lab);
  const held = await Promise.all(
    names.map(async (name) => {
      const found = await lab.driver.addresses(name).catch(() => []);
      const own = new Set(found.map(({ address }) => address.split("/")[0]));
      return vips.every((vip) => own.has(vip));
    }),
  );
  return names.filter((_name, index) => held[index]);
}

/** A namespace starts in a second; a virtual machine has to boot, under emulation too. */
const convergeMs = { netns: 15_000, qemu: 180_000 } as const;

/** A lab as the proof sees it. */
export function proofLabOf({ model, driver, state, paths }: Lab): ProofLab {
  const { namespace, machines } = state;
  const patience = { convergeMs: convergeMs[machines.driver] };
  return { model, driver, namespace, log: paths.serverLog, ...patience };
}
