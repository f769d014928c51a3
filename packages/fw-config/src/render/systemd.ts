import { generatedBy, type Artifact } from "../artifact.ts";
import { helpersInUse, notifier, translatesExpectations } from "../model/firewall-facts.ts";
import type { Model, Node } from "../model/types.ts";
import { renderExpectations } from "./expectations.ts";
import { renderHooksService } from "./hooks.ts";
import { text } from "./lines.ts";
import { makeNotifyFifo, renderNotifyService } from "./notify-handler.ts";
import { HMAC_CREDENTIAL, NOTIFY_FIFO } from "./paths.ts";
import { renderSyncWatchService } from "./sync-watch.ts";
import { daemonHardening, unitFile } from "./unit.ts";

/**
 * What a keepalived that was killed leaves undone: it keeps its virtual addresses, which its
 * peer takes at the same time, and it tells nobody that it is gone.
 */
function afterTheEnd(model: Model): readonly string[] {
  const addresses = model.ha.vips.map(
    (vip) =>
      `ExecStopPost=-/sbin/ip address delete ${vip.address}/${vip.prefix} dev ${vip.interface}`,
  );
  const { kind, name } = notifier(model);
  const stopped = `${kind} \\"${name}\\" STOP 0`;
  // Opened for both directions, so that it does not wait for a reader.
  return [...addresses, `ExecStopPost=-/bin/sh -c "echo '${stopped}' 1<>${NOTIFY_FIFO}"`];
}

function conntrackdDropIn(node: Node): Artifact {
  return unitFile(node, "conntrackd.service.d/50-fw.conf", [
    "[Unit]",
    // It binds to the sync link's address when it starts.
    "Wants=network-online.target",
    "After=network-online.target nftables.service",
    "Before=keepalived.service",
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    // A conntrackd that was killed leaves its lock, and never starts again because of it.
    "ExecStartPre=-/bin/rm -f /var/lock/conntrack.lock",
    "Restart=always",
    // Connections that begin while it is away are copied only after it is back.
    "RestartSec=100ms",
    ...daemonHardening,
  ]);
}

/** The published configuration calls a script instead, and watches nothing. */
function scriptUnits(model: Model): readonly string[] {
  if (model.ha.published) return [];
  const hooks = model.ha.hooks.length > 0 ? ["fw-hooks.service"] : [];
  return [...hooks, "fw-notify.service", "fw-sync-watch.service"];
}

/**
 * The key of signed adverts. And with a flowtable a look for the ruleset, because a kernel or a
 * card that does not play along refuses all of it: a firewall without rules is no primary.
 */
function keepalivedNeeds(model: Model): readonly string[] {
  const credential = `${HMAC_CREDENTIAL}:/etc/credstore.encrypted/${HMAC_CREDENTIAL}`;
  return [
    ...(model.ha.hmac ? [`LoadCredentialEncrypted=${credential}`] : []),
    ...(model.flowtable ? ["ExecStartPre=/usr/sbin/nft list chain inet firewall forward"] : []),
  ];
}

function keepalivedDropIn(model: Model, node: Node): Artifact {
  const before = ["conntrackd.service", ...scriptUnits(model)];
  return unitFile(node, "keepalived.service.d/50-fw.conf", [
    "[Unit]",
    `Wants=${before.join(" ")}`,
    `After=${["network-online.target", "nftables.service", ...before].join(" ")}`,
    "StartLimitIntervalSec=0",
    "",
    "[Service]",
    "Restart=always",
    ...keepalivedNeeds(model),
    ...(model.ha.published ? [] : [`ExecStartPre=-${makeNotifyFifo}`, ...afterTheEnd(model)]),
    // Until it is back, the peer has nobody to fall back on.
    "RestartSec=100ms",
    ...daemonHardening,
  ]);
}

/** systemd's unit of a network card; a hyphen stands for a slash in such names. */
function deviceUnit(card: string): string {
  return `sys-subsystem-net-devices-${card.replaceAll("-", String.raw`\x2d`)}.device`;
}

/**
 * A flowtable is refused without its cards, which a busy machine may find late. Debian's unit
 * flushes the ruleset when it stops, and so in the middle of a restart: for that moment nothing
 * is dropped, and the kernel answers packets of living connections with resets. Loading replaces
 * the tables in one transaction, so that stopping has nothing to do; at shutdown and while the
 * package is upgraded the rules stay as well.
 */
function nftablesDropIn(model: Model, node: Node): Artifact {
  const devices = (model.flowtable?.devices ?? []).map(deviceUnit);
  const before = ["systemd-modules-load.service", ...devices].join(" ");
  return unitFile(node, "nftables.service.d/50-fw.conf", [
    "[Unit]",
    `Wants=${before}`,
    `After=${before}`,
    "",
    "[Service]",
    "ExecStop=",
  ]);
}

/** Whether somebody may log in to the firewalls. */
function offersSsh(model: Model): boolean {
  return model.management.some((rule) => rule.services.some((service) => service.name === "ssh"));
}

/** Enables by drop-ins of the targets: plain files, where an enabled unit would be a link. */
function targets(model: Model, node: Node): readonly Artifact[] {
  const expecting = translatesExpectations(model) ? ["fw-expectations.service"] : [];
  const services = [
    "conntrackd.service",
    ...scriptUnits(model),
    ...expecting,
    "keepalived.service",
  ];
  const all = offersSsh(model) ? [...services, "ssh.service"] : services;
  return [
    unitFile(node, "multi-user.target.d/50-fw.conf", ["[Unit]", `Wants=${all.join(" ")}`]),
    unitFile(node, "sysinit.target.d/50-fw.conf", ["[Unit]", "Wants=nftables.service"]),
  ];
}

/**
 * What the ruleset needs of the kernel. It would load these itself, one helper process each:
 * that made a slow machine wait 17 s for its rules instead of less than one.
 */
const rulesetModules: readonly string[] = [
  "nf_tables",
  "nft_ct",
  "nft_fib_inet",
  "nft_limit",
  "nft_log",
  "nf_log_syslog",
  "nft_objref",
  "nft_reject_inet",
  "nft_chain_nat",
];

/** Modules that sysctl settings, the ruleset and helpers need before anything would load them. */
function modules(model: Model, node: Node): Artifact {
  const natted = model.sourceNat.length + model.destinationNat.length > 0;
  const helpers = helpersInUse(model).map((helper) => helperModules[helper] ?? helper);
  const names = helpers.flatMap((helper) => [
    `nf_conntrack_${helper}`,
    ...(natted ? [`nf_nat_${helper}`] : []),
  ]);
  return {
    host: node.name,
    path: "/etc/modules-load.d/fw.conf",
    mode: 0o644,
    content: text(
      `# ${generatedBy}`,
      "nf_conntrack",
      "nf_conntrack_netlink",
      ...rulesetModules,
      ...(model.flowtable ? ["nf_flow_table_inet", "nft_flow_offload"] : []),
      ...new Set(names),
    ),
  };
}

/** Helpers whose module has another name. */
const helperModules: Readonly<Record<string, string>> = {
  RAS: "h323",
  "Q.931": "h323",
  "H.245": "h323",
  "netbios-ns": "netbios_ns",
};

/** The units, drop-ins and modules of a firewall. */
export function renderSystemd(model: Model, node: Node): readonly Artifact[] {
  return [
    ...(model.ha.published ? [] : [renderNotifyService(node), renderSyncWatchService(node)]),
    ...(model.ha.hooks.length > 0 ? [renderHooksService(node)] : []),
    ...renderExpectations(model, node),
    conntrackdDropIn(node),
    keepalivedDropIn(model, node),
    nftablesDropIn(model, node),
    ...targets(model, node),
    modules(model, node),
  ];
}
