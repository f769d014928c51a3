import { sortArtifacts, type Artifact } from "../artifact.ts";
import { expectModel } from "../model/expect-model.ts";
import type { Model, Node } from "../model/types.ts";
import { labMachine, renderBridgeConf } from "./bridge-conf.ts";
import { renderConntrackd } from "./conntrackd.ts";
import { renderDesktop } from "./desktop.ts";
import { renderHooks } from "./hooks.ts";
import { renderHostNetworkd } from "./host-networkd.ts";
import { renderIdentity } from "./identity.ts";
import { renderKeepalived } from "./keepalived.ts";
import { renderManifest } from "./manifest.ts";
import { renderNetworkd } from "./networkd.ts";
import { renderNftables } from "./nftables.ts";
import { renderNotifyHandler } from "./notify-handler.ts";
import { renderPublished } from "./published.ts";
import { renderSyncWatch } from "./sync-watch.ts";
import { renderFirewallSysctl, renderHostSysctl } from "./sysctl.ts";
import { renderSystemd } from "./systemd.ts";

function renderDaemons(model: Model, node: Node): readonly Artifact[] {
  if (model.ha.published) return renderPublished(model, node);
  return [
    renderConntrackd(model, node),
    renderKeepalived(model, node),
    renderNotifyHandler(model, node),
    renderSyncWatch(model, node),
    ...(model.ha.hooks.length > 0 ? [renderHooks(model, node)] : []),
  ];
}

function renderFirewall(model: Model, node: Node): readonly Artifact[] {
  return [
    ...renderIdentity(model, node),
    ...renderNetworkd(model, node),
    renderFirewallSysctl(model, node),
    renderNftables(model, node),
    ...renderDaemons(model, node),
    ...renderSystemd(model, node),
  ];
}

function renderClient(model: Model, node: Node): readonly Artifact[] {
  return [
    ...renderIdentity(model, node),
    ...renderNetworkd(model, node),
    renderHostSysctl(model, node),
  ];
}

/** The machine that runs the lab is not ours: nothing is rendered for it but its bridges. */
function renderNode(model: Model, node: Node): readonly Artifact[] {
  if (node.kind === "lab-host") return [];
  const files = node.kind === "firewall" ? renderFirewall(model, node) : renderClient(model, node);
  return [...files, ...renderDesktop(node)];
}

function withManifest(host: string, artifacts: readonly Artifact[]): readonly Artifact[] {
  if (artifacts.length === 0) return [];
  return [...artifacts, renderManifest(host, sortArtifacts(artifacts))];
}

/**
 * Writes every file of every machine.
 *
 * @returns sorted by host and path; the same model always gives the same bytes
 * @throws ArgumentError when it is given no model
 */
export function render(model: Model): readonly Artifact[] {
  expectModel("render", model);
  return sortArtifacts([
    ...model.nodes.flatMap((node) => withManifest(node.name, renderNode(model, node))),
    ...withManifest(labMachine, [renderBridgeConf(model), ...renderHostNetworkd(model)]),
  ]);
}
