import type { Model } from "../model/types.ts";
import { counter } from "./statements.ts";
import type { ChainRule, FlowtableObject, NamedSet } from "./types.ts";

const flowtableName = "fastpath";
const pairSet = "fast-pairs";

/** Puts an established connection into the flowtable; the next rule accepts this packet. */
export function flowRules({ flowtable }: Model): readonly ChainRule[] {
  if (flowtable === undefined) return [];
  return [
    {
      matches: [
        { field: "iifname . oifname", set: pairSet, pairs: flowtable.pairs },
        { field: "l4proto", protocols: ["tcp", "udp"] },
        { field: "ct state", state: "established" },
      ],
      statements: [counter, { do: "flow add", flowtable: flowtableName }],
    },
  ];
}

/** The flowtable and the pairs of interfaces that use it. */
export function flowObjects({ flowtable }: Model): readonly (FlowtableObject | NamedSet)[] {
  if (flowtable === undefined) return [];
  const { devices, pairs } = flowtable;
  return [
    { kind: "flowtable", name: flowtableName, devices },
    {
      kind: "set",
      name: pairSet,
      type: "ifname . ifname",
      elements: pairs.map(({ from, to }) => `"${from}" . "${to}"`),
      remark: "Between these no helper has to read the packets.",
    },
  ];
}
