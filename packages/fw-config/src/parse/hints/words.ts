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
  protocol: { "6": "tcp", "17": "udp" },
  destination: { any: "default", all: "default", "0.0.0.0": "default", "::": "default" },
};

const icmp =
  "ICMP has no ports and needs no definition: `ping` is a builtin service, the errors of accepted connections pass by themselves, and other types cannot be named";
const everyProtocol = "leave `services` out of the rule: without it, it takes every protocol";

/** The allowed value that a word of another tool means, or why there is none. */
export function wordHint(field: string, value: string | number | boolean): string | undefined {
  const word = String(value).toLowerCase();
  const own = Object.hasOwn(meanings, field) ? meanings[field] : undefined;
  if (own !== undefined && Object.hasOwn(own, word)) return `write \`${field}: ${own[word]}\``;
  if (field !== "protocol") return undefined;
  if (word.includes("icmp")) return icmp;
  return ["any", "all", "ip"].includes(word) ? everyProtocol : undefined;
}
