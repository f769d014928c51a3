import { capture } from "../drivers/capture.ts";
import { type DroppedWithoutState, droppedWithoutState } from "./analysis/dropped.ts";
import { firewalls, type ProofLab } from "./proof-lab.ts";

/** What a firewall's kernel has counted; absent parts: the node is off or paused. */
export interface NodeTables {
  readonly node: string;
  /** Entries of its connection table. */
  readonly entries?: number;
  /** Since its ruleset was loaded. */
  readonly dropped?: DroppedWithoutState;
}

/** Reads both firewalls' counts. */
export async function readTables(lab: ProofLab): Promise<readonly NodeTables[]> {
  return Promise.all(
    firewalls(lab).map(async (node) => {
      const entries = await onNode(lab, node, ["conntrack", "-C"]);
      const rules = await onNode(lab, node, ["nft", "--json", "list", "ruleset"]);
      return {
        node,
        ...(entries !== undefined && { entries: Number(entries) }),
        ...(rules !== undefined && { dropped: droppedWithoutState(JSON.parse(rules)) }),
      };
    }),
  );
}

/** Empties both connection tables, so that a trial does not begin with the connections of another. */
export async function emptyTables(lab: ProofLab): Promise<void> {
  for (const node of firewalls(lab)) await onNode(lab, node, ["conntrack", "-F"]);
}

async function onNode(
  { driver }: ProofLab,
  node: string,
  argv: readonly [string, ...string[]],
): Promise<string | undefined> {
  const answer = await capture(driver, node, argv, new AbortController().signal).catch(
    () => undefined,
  );
  return answer?.exitCode === 0 ? answer.stdout : undefined;
}
