import { generatedBy, type Artifact } from "../artifact.ts";
import { text, type Line } from "./lines.ts";

/** The machine that a file is for, and the number that its name begins with. */
export interface NetworkdPlace {
  readonly host: string;
  readonly order: 10 | 30;
}

function networkdFile(
  { host, order }: NetworkdPlace,
  name: string,
  lines: readonly Line[],
): Artifact {
  return {
    host,
    path: `/etc/systemd/network/${order}-${name}`,
    mode: 0o644,
    content: text(`# ${generatedBy}`, ...lines),
  };
}

/** A device that networkd makes, with the section of its kind. */
export function netdevFile(
  place: NetworkdPlace,
  name: string,
  kind: "bond" | "bridge" | "tap" | "vlan",
  section: readonly Line[],
): Artifact {
  const lines = ["[NetDev]", `Name=${name}`, `Kind=${kind}`, "", ...section];
  return networkdFile(place, `${name}.netdev`, lines);
}

/** How an interface is set up, and which state of it a boot waits for. */
export function networkFile(
  place: NetworkdPlace,
  name: string,
  requiredForOnline: "no" | "no-carrier" | "yes",
  network: readonly Line[],
): Artifact {
  return networkdFile(place, `${name}.network`, [
    "[Match]",
    `Name=${name}`,
    "",
    "[Link]",
    `RequiredForOnline=${requiredForOnline}`,
    "",
    "[Network]",
    ...network,
  ]);
}
