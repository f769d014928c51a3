import type { Family } from "../address/ip.ts";
import { inOrder, translatesExpectations } from "../model/firewall-facts.ts";
import type { Model } from "../model/types.ts";
import { counter } from "./statements.ts";
import type { ChainRule, NamedSet, Table } from "./types.ts";

function expectedMap(family: Family): string {
  return `expected_v${family}`;
}

/** Whose expected connections are, kept by the program of that name for as long as one waits. */
function mapOf(family: Family): NamedSet {
  return {
    kind: "map",
    name: expectedMap(family),
    type: `inet_proto . ipv${family}_addr . inet_service : ipv${family}_addr`,
    size: 65_535,
    flags: ["timeout"],
    timeout: "5m",
  };
}

function followedRule(family: Family): ChainRule {
  return {
    matches: [{ field: "ct state", state: "related" }],
    statements: [counter, { do: "dnat map", family, map: expectedMap(family) }],
  };
}

/**
 * Where announced connections towards the address of source NAT go; absent when none can be
 * announced. The kernel that saw the announcement translates the connection itself, before any
 * rule. This is for the copy, which has lost its translation.
 *
 * The table is flushed where the others are deleted: that takes its rules and leaves its maps, so
 * that loading the ruleset again forgets no connection that is still to come. It stands before the
 * other translations by its priority.
 */
export function expectedTable(model: Model): Table<"expected"> | undefined {
  if (!translatesExpectations(model)) return undefined;
  const families = inOrder(new Set(model.sourceNat.map(({ family }) => family)));
  return {
    name: "expected",
    items: [
      ...families.map(mapOf),
      {
        kind: "chain",
        name: "prerouting",
        hook: { type: "nat", hook: "prerouting", priority: "dstnat - 1", policy: "accept" },
        body: families.map(followedRule),
      },
    ],
  };
}
