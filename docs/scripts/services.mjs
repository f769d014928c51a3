// @ts-check
import { builtinServices } from "fw-config";

import { table, writePage } from "./page.mjs";

/** @typedef {import("fw-config").ServiceMatch} ServiceMatch */

/** @param {ServiceMatch} match */
function onTheWire(match) {
  if (match.kind === "protocol") return `IP protocol ${match.number}`;
  if (match.kind === "icmp") return `ICMP ${match.v4.join(", ")}; ICMPv6 ${match.v6.join(", ")}`;
  const ports = match.ports.map(({ low, high }) => (low === high ? `${low}` : `${low}-${high}`));
  return `${match.protocol} ${ports.join(", ")}`;
}

/** @param {readonly ServiceMatch[]} matches */
function helpers(matches) {
  const names = matches.flatMap((match) =>
    match.kind === "ports" && match.helper !== undefined ? [`\`${match.helper}\``] : [],
  );
  return [...new Set(names)].join(", ");
}

/** The page of the services that a rule can name without defining them. */
export function writeServices() {
  writePage("services.md", [
    "# Services",
    "These can be named in rules, management access and port forwarding without being defined. The names are those of the IANA registries, and a few that everybody uses. A service of your own is defined under [`services`](configuration.md#services); it cannot take one of these names ([FW031](diagnostics/FW031.md)).",
    table(
      ["Name", "On the wire", "Helper"],
      [...builtinServices].map(([name, matches]) => [
        `\`${name}\``,
        matches.map(onTheWire).join("; "),
        helpers(matches),
      ]),
    ),
    "A helper reads the protocol and opens the connections that it announces, such as FTP's data connections, and nothing else.",
  ]);
}
