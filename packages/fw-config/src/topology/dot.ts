import type { Topology } from "./topology.ts";
import { firewallTitle, neighboursOf, networkLines, vipLine } from "./words.ts";

/** The topology in Graphviz' language. */
export function topologyDot({ name, firewalls, networks }: Topology): string {
  const lines = [
    `graph ${quoted([name])} {`,
    '  graph [layout=neato, overlap=false, splines=true]; node [fontname="sans-serif"]; edge [fontname="sans-serif"]',
    ...firewalls.map(
      (one) =>
        `  ${quoted(["firewall", one.name])} [shape=box, label=${quoted([firewallTitle(one)])}]`,
    ),
    ...networks.flatMap((network) => {
      const id = quoted(["network", network.name]);
      const vips = network.vips.map(vipLine);
      const style = network.sync ? ", style=dashed" : "";
      return [
        `  ${id} [shape=oval, label=${quoted([network.name, ...networkLines(network), ...vips])}]`,
        ...network.ports.map(
          (port) =>
            `  ${quoted(["firewall", port.firewall])} -- ${id} [label=${quoted([port.interface, ...port.addresses])}${style}]`,
        ),
        ...neighboursOf(network).flatMap(({ kind, name: own, detail }) => {
          const machine = quoted([network.name, own]);
          const shape = kind === "routed" ? "box, style=dashed" : "box";
          return [
            `  ${machine} [shape=${shape}, label=${quoted([own, ...detail])}]`,
            `  ${machine} -- ${id}`,
          ];
        }),
      ];
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replace(/["\\]/g, String.raw`\$&`)).join(String.raw`\n`)}"`;
}
