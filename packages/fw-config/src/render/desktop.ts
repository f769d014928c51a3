import { generatedBy, type Artifact } from "../artifact.ts";
import type { Node, Spice } from "../model/types.ts";
import { text, type Line } from "./lines.ts";

/** A section of xorg.conf(5). */
function section(name: string, lines: readonly Line[]): readonly Line[] {
  return [`Section "${name}"`, lines, "EndSection"];
}

/** One qxl card; its kernel driver or the X driver itself makes the heads. */
function renderXorg(node: Node, { heads }: Spice): Artifact {
  return {
    host: node.name,
    path: "/etc/X11/xorg.conf",
    mode: 0o644,
    content: text(
      `# ${generatedBy}`,
      ...section("Device", ['Identifier "qxl"', 'Driver "qxl"', `Option "NumHeads" "${heads}"`]),
      "",
      ...section("Screen", ['Identifier "screen"', 'Device "qxl"', "DefaultDepth 24"]),
    ),
  };
}

/**
 * Starts the agent's daemon with the machine: the image keeps few of udev's rules, and not the one
 * that would. `-X` lets it serve the one session there is, as no login manager names an active one.
 */
function renderAgent(node: Node): readonly Artifact[] {
  const file = (path: string, ...lines: readonly string[]): Artifact => ({
    ...{ host: node.name, path, mode: 0o644 },
    content: text(`# ${generatedBy}`, ...lines),
  });
  return [
    file("/etc/default/spice-vdagentd", "SPICE_VDAGENTD_EXTRA_ARGS=-X"),
    file(
      "/etc/systemd/system/multi-user.target.d/60-spice.conf",
      "[Unit]",
      "Wants=spice-vdagentd.service",
    ),
    file(
      "/etc/systemd/system/spice-vdagentd.service.d/50-fw.conf",
      "[Unit]",
      // The agent's port appears while the machine boots: it is tried again until it is there.
      "StartLimitIntervalSec=0",
      "",
      "[Service]",
      "RestartSec=1",
    ),
  ];
}

/** What a machine with spice needs to show a desktop: X on the qxl card, and the agent. */
export function renderDesktop(node: Node): readonly Artifact[] {
  const spice = node.vm?.spice;
  return spice === undefined ? [] : [renderXorg(node, spice), ...renderAgent(node)];
}
