// Not the whole of fw-config, which takes longer to load than all else that `fw status` does.
import { namePattern, nameRule } from "fw-config/name";

import { FwError } from "../errors.ts";

const PROOF = "-proof";

/** The lab that proofs of the config called `name` run in, beside the one that `fw up` makes of it. */
export function proofLabName(name: string): string {
  return `${name}${PROOF}`;
}

/** Whether a lab may be called that: what a config may, and what a proof makes of it. */
export function isLabName(name: string): boolean {
  return namePattern.test(name.endsWith(PROOF) ? name.slice(0, -PROOF.length) : name);
}

/**
 * Returns the name of a lab or a node, which becomes a part of paths.
 *
 * @throws FwError `E_USAGE` when it is none: it could lead anywhere
 */
export function requireName(what: "lab" | "node", name: string): string {
  if (isLabName(name)) return name;
  throw new FwError("E_USAGE", `${JSON.stringify(name)} is no name of a ${what}`, {
    place: what === "lab" ? "--lab" : "NODE",
    value: name,
    hint: `expected ${nameRule}`,
    exitCode: 2,
  });
}
