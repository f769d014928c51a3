import { generatedBy, type Artifact } from "../artifact.ts";
import type { Node, Spice } from "../model/types.ts";
import { text, type Line } from "./lines.ts";

/** A section of xorg.conf(5). */
function section(name: string, lines: readonly Line[]): readonly Line[] {
  return [`Section "${name}"`, lines, "EndSection"];
}

/** One card; its kernel driver or the X driver itself makes the heads. */
function device({ video, heads }: Spice): readonly Line[] {
  const identifier = 'Identifier "video"';
  return video === "qxl"
    ? [identifier, 'Driver "qxl"', `Option "NumHeads" "${heads}"`]
    : [identifier, 'Driver "modesetting"'];
}

/** What of a desktop depends on the configuration: the rest is the image's. */
export function renderDesktop({ name, vm }: Node): readonly Artifact[] {
  if (vm?.spice === undefined || !vm.desktop) return [];
  const content = text(
    `# ${generatedBy}`,
    ...section("Device", device(vm.spice)),
    "",
    ...section("Screen", ['Identifier "screen"', 'Device "video"', "DefaultDepth 24"]),
  );
  return [{ host: name, path: "/etc/X11/xorg.conf", mode: 0o644, content }];
}
