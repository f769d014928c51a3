import { bareAddress } from "../address/interface-address.ts";
import { generatedBy, type Artifact } from "../artifact.ts";
import type { Model, Node } from "../model/types.ts";
import { text } from "./lines.ts";

/** One line an address; a firewall's further addresses carry the network's name as well. */
function hostLines(node: Node): readonly string[] {
  return node.interfaces.flatMap((entry, i) =>
    entry.addresses.map((address) => {
      const qualified = `${node.name}-${entry.network}`;
      return `${bareAddress(address)} ${i === 0 ? `${node.name} ${qualified}` : qualified}`;
    }),
  );
}

/** /etc/hostname and /etc/hosts. */
export function renderIdentity(model: Model, node: Node): readonly Artifact[] {
  return [
    // The format has no comments worth relying on, so that this file carries no marker.
    { host: node.name, path: "/etc/hostname", mode: 0o644, content: text(node.name) },
    {
      host: node.name,
      path: "/etc/hosts",
      mode: 0o644,
      content: text(
        `# ${generatedBy}`,
        "127.0.0.1 localhost",
        "::1 localhost ip6-localhost ip6-loopback",
        ...model.nodes.flatMap(hostLines),
      ),
    },
  ];
}
