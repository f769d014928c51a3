/** Values of other tools, and the ones that mean the same here. */
const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  action: {
    allow: "accept",
    permit: "accept",
    pass: "accept",
    deny: "drop",
    block: "drop",
    discard: "drop",
    refuse: "reject",
  },
  mode: { lacp: "802.3ad", "4": "802.3ad", "1": "active-backup", failover: "active-backup" },
  kind: { vm: "client", host: "lab-host", remote: "external", server: "external" },
  clipboard: { true: "both", false: "off" },
  protocol: {
    "1": "icmp",
    "6": "tcp",
    "17": "udp",
    "58": "icmpv6",
    icmp4: "icmp",
    icmpv4: "icmp",
    icmp6: "icmpv6",
    "icmp-v6": "icmpv6",
    "ipv6-icmp": "icmpv6",
  },
  types: {
    ping: "[echo-request]",
    echo: "[echo-request]",
    "8": "[echo-request]",
    "128": "[echo-request]",
    timestamp: "[timestamp-request]",
    "13": "[timestamp-request]",
    "15": "[info-request]",
    "17": "[address-mask-request]",
    "139": "[node-information-query]",
  },
  destination: { any: "default", all: "default", "0.0.0.0": "default", "::": "default" },
};

const icmp =
  "ICMP has types instead of ports: write `types`, like `{ protocol: icmp, types: [timestamp-request] }`; `ping` is a builtin service, and errors and answers pass by themselves";
/** What neighbours say to one another; no router forwards it. */
const ofTheLink: RegExp = /^(?:nd-|ind-|mld|router-|13[0-8]$|14[1-3]$)/;
const link =
  "leave it out: neighbour, router and listener discovery stay on their link, and the firewalls answer them by themselves";
const noQuery =
  "leave it out: answers and errors pass by themselves with the connection that they belong to, and connection tracking drops what belongs to none";
const icmpNames: ReadonlySet<string> = new Set([
  "echo-reply",
  "destination-unreachable",
  "source-quench",
  "redirect",
  "time-exceeded",
  "parameter-problem",
  "packet-too-big",
  "timestamp-reply",
  "info-reply",
  "address-mask-reply",
  "fragmentation-needed",
]);
const everyProtocol = "leave `services` out of the rule: without it, it takes every protocol";

/** The allowed value that a word of another tool means, or why there is none. */
export function wordHint(field: string, value: string | number | boolean): string | undefined {
  const word = String(value).toLowerCase();
  const own = Object.hasOwn(meanings, field) ? meanings[field] : undefined;
  if (own !== undefined && Object.hasOwn(own, word)) return `write \`${field}: ${own[word]}\``;
  if (field === "types") {
    if (ofTheLink.test(word)) return link;
    return icmpNames.has(word) || /^\d+$/.test(word) ? noQuery : undefined;
  }
  if (field !== "protocol") return undefined;
  if (word.includes("icmp")) return icmp;
  return ["any", "all", "ip"].includes(word) ? everyProtocol : undefined;
}
