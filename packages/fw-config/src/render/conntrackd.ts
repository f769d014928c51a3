import { bareAddress, familyOf } from "../address/interface-address.ts";
import { generatedBy, type Artifact } from "../artifact.ts";
import { helpersInUse, nodesOfKind, syncAddresses, usesFamily } from "../model/firewall-facts.ts";
import type { Model, Node, SyncLink } from "../model/types.ts";
import { block, text, type Line } from "./lines.ts";
import { CONTROL_SOCKET } from "./paths.ts";

/** Enough for a burst of some ten thousand messages while the peer is busy. */
const socketBuffer: number = 24_985_600;

/** Forcing buffer sizes and real-time scheduling fail in a namespace of an ordinary user. */
function isUnprivileged(model: Model): boolean {
  return model.profile === "netns";
}

function channelOptions(model: Model, link: SyncLink): readonly Line[] {
  const buffers = isUnprivileged(model)
    ? []
    : [`SndSocketBuffer ${socketBuffer}`, `RcvSocketBuffer ${socketBuffer}`];
  return [`Interface ${link.interface}`, ...buffers, "Checksum On"];
}

function channel(model: Model, node: Node, link: SyncLink, head: string): readonly Line[] {
  const [own, peer] = syncAddresses(model, node, link);
  if (model.ha.syncTransport === "unicast") {
    return block(`UDP${head}`, [
      `IPv4_address ${own}`,
      `IPv4_Destination_Address ${peer}`,
      `Port ${link.port}`,
      ...channelOptions(model, link),
    ]);
  }
  return block(`Multicast${head}`, [
    `IPv4_address ${link.group}`,
    `Group ${link.port}`,
    `IPv4_interface ${own}`,
    ...channelOptions(model, link),
  ]);
}

/** With several links one is in use, the default at first; when it is down, the next is. */
function channels(model: Model, node: Node): readonly Line[] {
  const { syncLinks } = model.ha;
  return syncLinks.flatMap((link, i) =>
    channel(model, node, link, i === 0 && syncLinks.length > 1 ? " Default" : ""),
  );
}

function syncSection(model: Model, node: Node): readonly Line[] {
  const helpers = helpersInUse(model);
  return block("Sync", [
    ...block("Mode FTFW", [
      "ResendQueueSize 131072",
      "PurgeTimeout 60",
      "ACKWindowSize 300",
      `DisableExternalCache ${model.ha.externalCache ? "Off" : "On"}`,
      // The watcher asks in its place: a primary must not be given what its backup remembers.
      "StartupResync Off",
    ]),
    ...channels(model, node),
    ...block("Options", [
      "TCPWindowTracking Off",
      ...(helpers.length > 0 ? block("ExpectationSync", [...helpers]) : []),
    ]),
  ]);
}

/** Connections of the firewalls themselves must not be copied to the peer. */
function ignoredAddresses(model: Model): readonly string[] {
  const own = nodesOfKind(model, "firewall")
    .flatMap((node) => node.interfaces)
    .flatMap((entry) => entry.addresses.map(bareAddress));
  const loopback = usesFamily(model, 6) ? ["127.0.0.1", "::1"] : ["127.0.0.1"];
  return [...new Set([...loopback, ...own, ...model.ha.vips.map((vip) => vip.address)])];
}

/** {@link ignoredAddresses} as conntrackd writes them. */
export function ignoredAddressLines(model: Model): readonly string[] {
  return ignoredAddresses(model).map(addressLine);
}

function addressLine(ip: string): string {
  return `${familyOf(ip) === 4 ? "IPv4" : "IPv6"}_address ${ip}`;
}

/** The smallest power of two that keeps chains short: an eighth of the limit. */
function hashSize(limit: number): number {
  return 2 ** Math.max(10, Math.ceil(Math.log2(limit / 8)));
}

function generalSection(model: Model): readonly Line[] {
  // Both caches can hold the whole table of connections.
  const limit = model.connections * 2;
  return block("General", [
    "Systemd On",
    "Syslog On",
    "LogFile Off",
    "LockFile /var/lock/conntrack.lock",
    ...block("UNIX", [`Path ${CONTROL_SOCKET}`]),
    ...(model.ha.realTime && !isUnprivileged(model)
      ? block("Scheduler", ["Type FIFO", "Priority 40"])
      : []),
    `HashSize ${hashSize(limit)}`,
    `HashLimit ${limit}`,
    "NetlinkBufferSize 2097152",
    "NetlinkBufferSizeMaxGrowth 8388608",
    "NetlinkOverrunResync Off",
    "NetlinkEventsReliable On",
    ...block("Filter From Userspace", [
      ...block("Protocol Accept", ["TCP", "SCTP", "DCCP", "UDP"]),
      ...block("Address Ignore", ignoredAddressLines(model)),
    ]),
  ]);
}

/**
 * conntrackd.conf of a firewall: reliable sync (FTFW) on the dedicated link.
 *
 * TCPWindowTracking is off: the copies are marked liberal, because a window that moved on after
 * the last message would make the new primary drop the connection's packets as invalid.
 */
export function renderConntrackd(model: Model, node: Node): Artifact {
  return {
    host: node.name,
    path: "/etc/conntrackd/conntrackd.conf",
    mode: 0o600,
    content: text(
      `# ${generatedBy}`,
      "",
      ...syncSection(model, node),
      "",
      ...generalSection(model),
    ),
  };
}
