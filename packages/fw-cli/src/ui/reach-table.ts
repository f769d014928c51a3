import type { Reach } from "fw-config";

import { textTable } from "./text-table.ts";

const verdicts = ["accept", "partly", "reject", "drop"] as const;

/** Who may reach whom: a row for each two ends, the services under what happens to them. */
export function reachTable(reach: readonly Reach[]): string {
  const pairs = new Map<string, Reach[]>();
  for (const entry of reach) {
    const key = JSON.stringify([entry.from, entry.to]);
    pairs.set(key, [...(pairs.get(key) ?? []), entry]);
  }
  const rows = Array.from(pairs.values(), (entries) => {
    const [first] = entries;
    const named = (wanted: Reach["verdict"]): string =>
      entries
        .filter(({ verdict }) => verdict === wanted)
        .map(({ service }) => service)
        .join(" ") || "–";
    return [first?.from ?? "", first?.to ?? "", ...verdicts.map(named)];
  });
  return textTable(["from", "to", ...verdicts], rows);
}
