import { expectList, expectText } from "../arguments/expect.ts";
import { nodesOfKind } from "../model/firewall-facts.ts";
import type { Model } from "../model/types.ts";
import type { Artifact } from "../render/artifact.ts";
import { evaluate } from "./evaluate.ts";
import type { Evaluation, Step } from "./evaluation.ts";
import type { FirewallState, Packet } from "./packet.ts";
import { rulesetLines } from "./ruleset-lines.ts";

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

const rulesetPath = "/etc/nftables.conf";

/** Finds each step's line in a rendered ruleset. */
export function locateSteps(path: readonly Step[], content: string): readonly LocatedStep[] {
  expectList("locateSteps: path", path);
  expectText("locateSteps: content", content);
  const key = (table: string, chain: string, text: string): string => `${table} ${chain} ${text}`;
  // Of equal lines the first one decides.
  const numbers = new Map(
    rulesetLines(content)
      .toReversed()
      .map((line) => [key(line.table, line.chain, line.text), line.number]),
  );
  return path.map((step) => {
    if (step.table === undefined || step.chain === undefined) return step;
    const line = numbers.get(key(step.table, step.chain, step.text));
    return line === undefined ? step : { ...step, line };
  });
}

/**
 * Evaluates a packet and points to the lines of the rendered ruleset that it meets.
 *
 * @param artifacts - what `render` returned for the same model
 * @throws RangeError as `evaluate` does, and when the artifacts have no ruleset of the firewall
 */
export function explain(
  model: Model,
  artifacts: readonly Artifact[],
  packet: Packet,
  state: FirewallState = {},
): Explanation {
  expectList("explain: artifacts", artifacts);
  const evaluation = evaluate(model, packet, state);
  const host = state.node ?? nodesOfKind(model, "firewall")[0]?.name ?? "";
  const file = artifacts.find((entry) => entry.host === host && entry.path === rulesetPath);
  if (file === undefined) throw new RangeError(`no artifact ${rulesetPath} of ${host}`);
  const path = locateSteps(evaluation.path, file.content);
  return { ...evaluation, path, host, file: rulesetPath };
}
