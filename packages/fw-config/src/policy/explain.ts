import { expectList } from "../arguments/expect.ts";
import type { Artifact } from "../artifact.ts";
import { nodesOfKind } from "../model/firewall-facts.ts";
import type { Model } from "../model/types.ts";
import { printedRuleset, RULESET_PATH } from "../ruleset/printed.ts";
import { locatedBy } from "./compiled.ts";
import { evaluate } from "./evaluate.ts";
import type { Evaluation, Step } from "./evaluation.ts";
import type { FirewallState, Packet } from "./packet.ts";

/** A step with the place of its line in the rendered ruleset; no line for the kernel's own steps. */
export interface LocatedStep extends Step {
  /** From 1. */
  readonly line?: number;
}

/** An evaluation whose path points into a file. */
export interface Explanation extends Evaluation {
  readonly path: readonly LocatedStep[];
  /** The firewall. */
  readonly host: string;
  /** The file that the lines are in. */
  readonly file: string;
}

/**
 * Evaluates a packet and points to the lines of the rendered ruleset that it meets.
 *
 * @param artifacts - what `render` returned for the same model
 * @throws RangeError as `evaluate` does, and when the artifacts have no ruleset of the firewall, or
 *   one of another model
 */
export function explain(
  model: Model,
  artifacts: readonly Artifact[],
  packet: Packet,
  state: FirewallState = {},
): Explanation {
  expectList("explain: artifacts", artifacts);
  const evaluation = evaluate(model, packet, state);
  const firewalls = nodesOfKind(model, "firewall");
  const node = firewalls.find(({ name }) => name === state.node) ?? firewalls[0];
  const host = node?.name ?? "";
  const file = artifacts.find((entry) => entry.host === host && entry.path === RULESET_PATH);
  if (node === undefined || file === undefined) {
    throw new RangeError(`no artifact ${RULESET_PATH} of ${host}`);
  }
  const { text, lineOf } = printedRuleset(model, node);
  if (file.content !== text) {
    throw new RangeError(`the artifact ${RULESET_PATH} of ${host} was rendered from another model`);
  }
  const path = evaluation.path.map((step): LocatedStep => {
    const located = locatedBy(step);
    const line = located && lineOf(located);
    return line === undefined ? step : { ...step, line };
  });
  return { ...evaluation, path, host, file: RULESET_PATH };
}
