import { capture } from "../../drivers/capture.ts";
import { convergeMs } from "../../lab/converged.ts";
import type { Lab } from "../../lab/lab.ts";
import { firewalls, vipHolders } from "../../lab/roles.ts";
import { never, waitUntil } from "../../wait-until.ts";
import { connectionsIn } from "../analysis/connections.ts";
import { type DroppedWithoutState, droppedWithoutState } from "../analysis/dropped.ts";

/** What a firewall's kernel has counted; absent parts: the node is off or paused. */
export interface NodeTables {
  readonly node: string;
  /** Entries of its connection table. */
  readonly entries?: number;
  /** Since its ruleset was loaded. */
  readonly dropped?: DroppedWithoutState;
}

/** Reads both firewalls' counts. */
export async function readTables(lab: Lab): Promise<readonly NodeTables[]> {
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

/**
 * The established TCP connections of the primary that the other firewall does not know,
 * as {@link connectionsIn} writes them; none while nobody is primary.
 */
export async function notCopied(lab: Lab): Promise<readonly string[]> {
  const [primary] = await vipHolders(lab);
  const backup = firewalls(lab).find((node) => node !== primary);
  if (primary === undefined || backup === undefined) return [];
  const list = ["conntrack", "-L", "-p", "tcp"] as const;
  // In this order: a connection that is opened between the two is not asked for.
  const established = await onNode(lab, primary, [...list, "--state", "ESTABLISHED"]);
  const copies = new Set(connectionsIn((await onNode(lab, backup, list)) ?? ""));
  return connectionsIn(established ?? "").filter((connection) => !copies.has(connection));
}

/**
 * Empties both connection tables, so that a trial does not begin with the connections of another,
 * and waits until both firewalls have heard of it all: word of a removed connection that is lost
 * and comes later again would remove the copy of a new connection between the same ports.
 *
 * @throws FwError `E_NOT_READY` when a firewall still has something to say after the lab's patience
 */
export async function emptyTables(lab: Lab): Promise<void> {
  for (const node of firewalls(lab)) await onNode(lab, node, ["conntrack", "-F"]);
  await waitUntil(() => allHeard(lab), {
    what: "the peers know of the emptied tables",
    timeoutMs: convergeMs(lab),
  });
}

async function allHeard(lab: Lab): Promise<boolean> {
  const heard = await Promise.all(
    firewalls(lab).map(async (node) => {
      const notGiven = await onNode(lab, node, ["conntrack", "-L", "dying"]);
      const notHeard = await onNode(lab, node, ["conntrackd", "-s", "rsqueue"]);
      return notGiven === "" && notHeard !== undefined && !/^object\b/m.test(notHeard);
    }),
  );
  return heard.every(Boolean);
}

async function onNode(
  { driver }: Lab,
  node: string,
  argv: readonly [string, ...string[]],
): Promise<string | undefined> {
  const answer = await capture(driver, node, argv, never).catch(() => undefined);
  return answer?.exitCode === 0 ? answer.stdout : undefined;
}
