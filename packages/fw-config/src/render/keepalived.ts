import type { Family } from "../address/ip.ts";
import { generatedBy, type Artifact } from "../artifact.ts";
import { memberOf, ownAddress, peerOf } from "../model/firewall-facts.ts";
import type { Model, Node, Vip, VrrpInstance } from "../model/types.ts";
import { block, text, type Line } from "./lines.ts";
import { HMAC_CREDENTIAL, NOTIFY_FIFO, STALE_FILE } from "./paths.ts";

/** VRRPv3 counts centiseconds; keepalived reads seconds with decimals. */
function seconds(milliseconds: number): string {
  return String(milliseconds / 1000);
}

/**
 * A real-time process that computes for 10 ms without waiting is killed by default, and taking
 * over needs more than that on a slow or busy machine: seen as a primary that kills itself.
 */
const realTime: readonly string[] = [
  "max_auto_priority -1",
  "vrrp_rt_priority 50",
  "vrrp_no_swap",
  "vrrp_rlimit_rttime 2000000",
];

/**
 * A returning firewall must not be elected before it has its copies. With `preempt` the mark of
 * stale copies alone sees to that: a keepalived 2.2.7 that starts with a delay never preempts.
 */
function startupDelay({ ha }: Model): Line {
  if (ha.preempt || ha.startupDelaySeconds === 0) return undefined;
  return `vrrp_startup_delay ${ha.startupDelaySeconds}`;
}

function globalDefs(model: Model, node: Node): readonly Line[] {
  const { ha } = model;
  return block("global_defs", [
    `router_id ${node.name}`,
    "vrrp_version 3",
    "enable_script_security",
    "script_user root",
    `vrrp_notify_fifo ${NOTIFY_FIFO}`,
    startupDelay(model),
    "vrrp_garp_master_delay 1",
    "vrrp_garp_master_refresh 30",
    "vrrp_garp_lower_prio_repeat 3",
    // After two primaries the neighbours must hear the remaining one last.
    "vrrp_higher_prio_send_advert true",
    ...(ha.realTime ? realTime : []),
  ]);
}

/**
 * A link that comes up forwards only later (bridges and switches learn first). A firewall that
 * joined at once would hear no adverts, and take over from a working primary. keepalived refuses
 * such a delay on the interface of the adverts itself, where it must stay below two intervals.
 */
function linkDelays(model: Model): readonly Line[] {
  const { linkUpDelaySeconds, instances } = model.ha;
  const tracked = [...new Set(instances.flatMap((instance) => instance.tracked))];
  if (linkUpDelaySeconds === 0 || tracked.length === 0) return [];
  const delays = tracked.map((name) => `${name} 0 ${linkUpDelaySeconds}`);
  return ["", ...block("interface_up_down_delays", delays)];
}

function virtualAddress(vip: Vip): string {
  return `${vip.address}/${vip.prefix} dev ${vip.interface}`;
}

/**
 * How many addresses an advert names: it counts IPv4 ones in a byte, and one of IPv6 must fit the
 * smallest packet that every link carries (1280 bytes, less 40 of IPv6, 8 of VRRP, and 16 for the
 * link-local address that comes first). keepalived refuses a longer list.
 */
const mostAdvertised: Readonly<Record<Family, number>> = { 4: 255, 6: 76 };

/**
 * The addresses that an instance holds. Those that its adverts have no room for are held and
 * announced to the neighbours like the others: the list in the advert decides nothing.
 */
function virtualAddresses({ family, vips }: VrrpInstance): readonly Line[] {
  const lines = vips.map(virtualAddress);
  const excluded = lines.slice(mostAdvertised[family]);
  return [
    ...block("virtual_ipaddress", lines.slice(0, mostAdvertised[family])),
    ...(excluded.length === 0 ? [] : block("virtual_ipaddress_excluded", excluded)),
  ];
}

/** Unicast adverts cross routers, so that the TTL guard of multicast has to be asked for. */
function unicast(model: Model, node: Node, instance: VrrpInstance): readonly Line[] {
  const own = ownAddress(node, instance.interface, instance.family);
  const peer = ownAddress(peerOf(model, node), instance.interface, instance.family);
  return [
    `unicast_src_ip ${own}`,
    "check_unicast_src",
    ...block("unicast_peer", [`${peer} min_ttl 255 max_ttl 255`]),
  ];
}

/** Without a weight a value other than 0 would be a fault, and the sync link's loss an outage. */
const staleTracker: readonly Line[] = block("track_file", ["fw_stale"]);

/**
 * A firewall whose copies are incomplete is the less preferred one: enough to fall behind its
 * peer, and never enough to leave the election.
 */
function staleness(model: Model): readonly Line[] {
  const [one, other] = model.ha.members;
  const weight = -(Math.abs(one.priority - other.priority) + 1);
  return block("track_file fw_stale", [`file ${STALE_FILE}`, `weight ${weight}`]);
}

/**
 * Signed adverts, as the documentation of keepalived 2.4 has them. The key is the file of a
 * systemd credential. A sequence that only has to grow asks nothing of the clocks: a window of
 * time would make two primaries of a pair whose clocks differ.
 */
const signature: readonly Line[] = block("auth_hmac", [
  `key 1 file:\${_ENV CREDENTIALS_DIRECTORY}/${HMAC_CREDENTIAL}`,
  "active_key 1",
  "anti_replay monotonic",
]);

function vrrpInstance(model: Model, node: Node, instance: VrrpInstance): readonly Line[] {
  const { ha } = model;
  return block(`vrrp_instance ${instance.name}`, [
    "state BACKUP",
    ha.preempt ? undefined : "nopreempt",
    `interface ${instance.interface}`,
    instance.family === 6 ? "native_ipv6" : undefined,
    `virtual_router_id ${instance.virtualRouterId}`,
    `priority ${memberOf(model, node).priority}`,
    `advert_int ${seconds(ha.advertIntervalMs)}`,
    ...(ha.transport === "unicast" ? unicast(model, node, instance) : []),
    ...(ha.hmac ? signature : []),
    ...(instance.tracked.length > 0 ? block("track_interface", instance.tracked) : []),
    // The members of a group share one priority's changes.
    ...(ha.syncGroup === undefined ? staleTracker : []),
    ...virtualAddresses(instance),
  ]);
}

/**
 * keepalived.conf of a firewall.
 *
 * An instance tracks the sides that it has beside the one of its adverts: a lost link is announced
 * at once with an advert of priority 0, where instances a side in a sync group would let the whole
 * down interval pass. Hence one instance for all sides, unless others are asked for. IPv4 and IPv6
 * cannot share an instance. Several are in one sync group, so that one firewall is primary of all.
 */
export function renderKeepalived(model: Model, node: Node): Artifact {
  const { syncGroup, instances } = model.ha;
  const group =
    syncGroup === undefined
      ? []
      : [
          "",
          ...block(`vrrp_sync_group ${syncGroup}`, [
            ...block(
              "group",
              instances.map((i) => i.name),
            ),
            ...staleTracker,
          ]),
        ];
  return {
    host: node.name,
    path: "/etc/keepalived/keepalived.conf",
    mode: 0o600,
    content: text(
      `! ${generatedBy}`,
      "",
      ...globalDefs(model, node),
      ...linkDelays(model),
      "",
      ...staleness(model),
      ...group,
      ...instances.flatMap((instance) => ["", ...vrrpInstance(model, node, instance)]),
    ),
  };
}
