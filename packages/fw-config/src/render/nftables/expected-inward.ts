import type { Family } from "../../address/ip.ts";
import { inOrder, translatesExpectations } from "../../model/firewall-facts.ts";
import type { Model } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";

/** The families in which connections to the address of source NAT may be announced. */
function followedFamilies(model: Model): readonly Family[] {
  if (!translatesExpectations(model)) return [];
  return inOrder(new Set(model.sourceNat.map(({ family }) => family)));
}

/** Whose expected connections are, kept by the program of that name for as long as one waits. */
function expectedMap(family: Family): readonly Line[] {
  return [
    ...block(`map expected_v${family}`, [
      `type inet_proto . ipv${family}_addr . inet_service : ipv${family}_addr`,
      "size 65535",
      "flags timeout",
      "timeout 5m",
    ]),
    "",
  ];
}

function followedRule(family: Family): string {
  const ip = family === 4 ? "ip" : "ip6";
  return `ct state related counter dnat ${ip} to meta l4proto . ${ip} daddr . th dport map @expected_v${family}`;
}

/**
 * Where announced connections towards the address of source NAT go. The kernel that saw the
 * announcement translates the connection itself, before any line. This is for the copy, which has
 * lost its translation.
 *
 * The table is flushed where the others are deleted: that takes its lines and leaves its maps, so
 * that loading the ruleset again forgets no connection that is still to come. It stands before the
 * other translations by its priority.
 */
export function expectedTable(model: Model): readonly Line[] {
  const families = followedFamilies(model);
  if (families.length === 0) return [];
  return [
    "",
    "# Flushed and not deleted: the maps keep what they know.",
    "table inet expected",
    "flush table inet expected",
    ...block("table inet expected", [
      ...families.flatMap(expectedMap),
      ...block("chain prerouting", [
        "type nat hook prerouting priority dstnat - 1; policy accept;",
        ...families.map(followedRule),
      ]),
    ]),
  ];
}
