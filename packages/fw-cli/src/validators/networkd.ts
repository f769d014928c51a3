import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Node } from "fw-config";

import { shell } from "../guest/shell.ts";
import { real } from "./requirements.ts";
import { pathsThat, type ProbeChecker, type Subject } from "./validator.ts";

const FOLDER = "/etc/systemd/network";

/** What the daemon says when it has read all files and looked at all links, however busy the host is. */
const READ = "Enumeration completed";

/** A line of the script's own, apart from those of the daemon's log. */
const LACKS = "fw: lacks ";

const COMPLAINT = /\/etc\/systemd\/network\/.*(Unknown|Invalid|Failed|ignoring)/i;

/**
 * systemd-networkd itself, as it has no check mode and `systemd-analyze verify` refuses its
 * files. All files of a machine are read in one run; then its links must have their addresses.
 */
export const networkdChecker: ProbeChecker = {
  name: "systemd-networkd",
  requirements: [real.unshare, real.ip, real.networkd],
  paths: (subject) =>
    pathsThat(subject, (path) => path.startsWith(FOLDER)).length > 0 ? [FOLDER] : [],
  async probe(subject, folder) {
    // It drops its privileges to another user, which a user namespace of one's own lacks.
    if (process.getuid?.() !== 0) return { skipped: "it must be started by root; run fw as root" };
    const [links, wanted] = [join(subject.scratch, "cards"), join(subject.scratch, "wanted")];
    await writeFile(links, cards(subject.node).join(""));
    await writeFile(wanted, expectations(subject).join(""));
    return {
      argv: [
        "unshare",
        "--net",
        "--mount",
        "--",
        ...shell("check-networkd", subject.root + folder, links, wanted, READ, LACKS),
      ],
      judge({ exitCode, output }) {
        const lines = output.split("\n");
        const complaints = lines.filter((line) => COMPLAINT.test(line) || line.startsWith(LACKS));
        if (complaints.length > 0) return complaints.join("\n");
        if (exitCode === 0 && output.includes(READ)) return "";
        return `it ended with code ${exitCode}\n${lines.slice(-5).join("\n").trim()}`;
      },
    };
  },
};

/** Bare cards, which the daemon is to configure. */
function cards(node: Node | undefined): readonly string[] {
  return (node?.nics ?? []).flatMap(({ name }, i) => [
    `link add ${name} type veth peer name fw-peer-${i}\n`,
    `link set fw-peer-${i} up\n`,
  ]);
}

/** What the daemon is to make: a machine's addresses, or the bridges and taps of the lab. */
function expectations({ node, model }: Subject): readonly string[] {
  if (node !== undefined) {
    return node.interfaces.flatMap(({ kind, name, addresses }) =>
      addresses.map((address) => `${kind} ${name} ${address}\n`),
    );
  }
  const bridges = new Set(model.networks.map(({ bridge }) => bridge));
  const hosts = model.nodes.flatMap(({ interfaces }) => interfaces);
  return [
    ...[...bridges].map((bridge) => `nic ${bridge}\n`),
    ...model.nodes.flatMap(({ nics }) => nics.map(({ tap }) => `nic ${tap}\n`)),
    ...hosts
      .filter(({ kind }) => kind === "bridge")
      .flatMap(({ name, addresses }) => addresses.map((address) => `nic ${name} ${address}\n`)),
  ];
}
