import { generatedBy, type Artifact } from "../artifact.ts";
import { usesFamily } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { text, type Line } from "./lines.ts";

/** The same setting for all interfaces, for later ones, and for each that exists already. */
function perInterface(
  node: Node,
  family: "ipv4" | "ipv6",
  settings: Readonly<Record<string, number>>,
): readonly string[] {
  const names = ["all", "default", ...node.interfaces.map((entry) => entry.name)];
  return names.flatMap((name) =>
    // A slash, because a dot would split the name of a VLAN interface.
    Object.entries(settings).map(([key, value]) => `net/${family}/conf/${name}/${key} = ${value}`),
  );
}

function sysctlFile(node: Node, lines: readonly Line[]): Artifact {
  return {
    host: node.name,
    path: "/etc/sysctl.d/60-fw.conf",
    mode: 0o644,
    content: text(`# ${generatedBy}`, ...lines),
  };
}

const hostSettings: Readonly<Record<string, number>> = {
  accept_redirects: 0,
  accept_source_route: 0,
};

/** Redirects and source routes would lead a client around the firewall. */
export function renderHostSysctl(_model: Model, node: Node): Artifact {
  return sysctlFile(node, perInterface(node, "ipv4", hostSettings));
}

/** Kernel settings of a firewall. */
export function renderFirewallSysctl(model: Model, node: Node): Artifact {
  const ipv4 = {
    ...hostSettings,
    secure_redirects: 0,
    send_redirects: 0,
    // An address is announced and answered only on its own link.
    arp_ignore: 1,
    arp_announce: 2,
    // The ruleset checks sources itself, for both families and with a counter.
    rp_filter: model.antiSpoofing ? 0 : 2,
    log_martians: 1,
  };
  const ipv6 = { ...hostSettings, accept_ra: 0 };
  return sysctlFile(node, [
    "net/ipv4/ip_forward = 1",
    `net/ipv6/conf/all/forwarding = ${usesFamily(model, 6) ? 1 : 0}`,
    "",
    "# A connection that is not known must not be picked up in its middle.",
    "net/netfilter/nf_conntrack_tcp_loose = 0",
    "# The primary misses packets in a failover or a partition: their window is no proof.",
    "net/netfilter/nf_conntrack_tcp_be_liberal = 1",
    // One table serves all namespaces, and only the first of them may size it.
    model.profile === "netns" ? undefined : `net/netfilter/nf_conntrack_max = ${model.connections}`,
    "",
    ...perInterface(node, "ipv4", ipv4),
    "",
    ...perInterface(node, "ipv6", ipv6),
  ]);
}
