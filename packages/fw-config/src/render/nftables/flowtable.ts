import type { Model } from "../../model/types.ts";
import { block, type Line } from "../lines.ts";

/** Puts an established connection into the flowtable; the next line accepts this packet. */
export const flowAdd: string =
  "iifname . oifname @fast-pairs meta l4proto { tcp, udp } ct state established counter flow add @fastpath";

/** The flowtable and the pairs of interfaces that use it. */
export function flowtable(model: Model): readonly Line[] {
  if (model.flowtable === undefined) return [];
  const { devices, pairs } = model.flowtable;
  return [
    ...block("flowtable fastpath", [
      "hook ingress priority filter",
      `devices = { ${devices.map((name) => `"${name}"`).join(", ")} }`,
    ]),
    "",
    "# Between these no helper has to read the packets.",
    ...block("set fast-pairs", [
      "type ifname . ifname",
      `elements = { ${pairs.map(({ from, to }) => `"${from}" . "${to}"`).join(", ")} }`,
    ]),
    "",
  ];
}
