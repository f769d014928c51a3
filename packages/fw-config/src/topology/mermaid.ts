import type { Topology } from "./topology.ts";
import { firewallTitle, neighboursOf, networkLines, vipLine } from "./words.ts";

/** The topology as a Mermaid flowchart, which many wikis and forges draw. */
export function topologyMermaid({ firewalls, networks }: Topology): string {
  const firewallId = (name: string): string =>
    `f${firewalls.findIndex((one) => one.name === name)}`;
  const lines = [
    "flowchart LR",
    ...firewalls.map((one, i) => `  f${i}[${label([firewallTitle(one)])}]`),
    ...networks.flatMap((network, n) => {
      const vips = network.vips.map(vipLine);
      const link = network.sync ? "-.-" : "---";
      return [
        `  n${n}([${label([network.name, ...networkLines(network), ...vips])}])`,
        ...network.ports.map(
          (port) =>
            `  ${firewallId(port.firewall)} ${link}|${label([port.interface, ...port.addresses])}| n${n}`,
        ),
        ...neighboursOf(network).flatMap(({ kind, name, detail }, h) => {
          const [open, close] = kind === "routed" ? ["(", ")"] : ["[", "]"];
          const words = label([name, ...detail]);
          return [`  n${n}h${h}${open}${words}${close}`, `  n${n} --- n${n}h${h}`];
        }),
      ];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function label(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line.replace(/[#"<>&]/g, (sign) => `#${sign.codePointAt(0)};`),
  );
  return `"${escaped.join("<br/>")}"`;
}
