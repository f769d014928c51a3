import type { Reach } from "fw-config";

import { textTable } from "./text-table.ts";

const verdicts = ["accept", "partly", "reject", "drop"] as const;

/**
 * Who may reach whom: a row for each two ends, the services under what happens to them. A
 * forwarded port has a row of its own, and so has a firewall itself.
 */
export function reachTable(reach: readonly Reach[]): string {
  const pairs = new Map<string, Reach[]>();
  for (const entry of reach) {
    const key = JSON.stringify([entry.from, entry.to, entry.kind, entry.via]);
    const own = pairs.get(key);
    if (own === undefined) pairs.set(key, [entry]);
    else own.push(entry);
  }
  const rows = Array.from(pairs.values(), (entries) => {
    const [first] = entries;
    const named = (wanted: Reach["verdict"]): string =>
      entries
        .filter(({ verdict }) => verdict === wanted)
        .map(({ service }) => service)
        .join(" ") || "–";
    const via = first?.via === undefined ? "" : ` (${first.via})`;
    return [first?.from ?? "", `${first?.to}${via}`, ...verdicts.map(named)];
  });
  return textTable(["from", "to", ...verdicts], rows);
}
