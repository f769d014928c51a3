const start =
  "a configuration begins with `name:` and has `networks`, `firewall` and `ha`; fw-config's README has one to begin with";

/** Files of other programs, by words that only they have. */
const files: readonly (readonly [RegExp, string])[] = [
  [
    /\bvrrp_(instance|sync_group|script)\b|\bvirtual_ipaddress\b/,
    "this is a keepalived.conf, which `fw render` writes",
  ],
  [/^\s*Sync\s*\{|\bMode\s+FTFW\b/m, "this is a conntrackd.conf, which `fw render` writes"],
  [
    /^\s*(#!\S*nft\b|flush ruleset|table (inet|ip|ip6|arp|bridge|netdev) )/m,
    "this is a ruleset of nftables, which `fw render` writes",
  ],
  [/^\s*(\*filter|-A (INPUT|FORWARD|OUTPUT)|iptables )/m, "these are rules of iptables"],
  [
    /^\s*\[(Match|Network|NetDev)\]/m,
    "this is a file of systemd-networkd, which `fw render` writes",
  ],
];

/** Which program's file a text is. */
function foreignFile(text: string): string | undefined {
  return files.find(([pattern]) => pattern.test(text))?.[1];
}

/** What to write instead of a text that has no fields at all. */
export function foreignTextHint(value: unknown): string {
  const file = typeof value === "string" ? foreignFile(value) : undefined;
  return file === undefined ? start : `${file}: ${start}`;
}

/** YAML's messages about a colon in a value, which begins a map where none can be. */
const colonInValue =
  /block collections are not allowed|nested mappings are not allowed|implicit (map )?keys?/i;

/** How to mend what is no YAML in a text, by the library's message. The text is read once, however much is wrong with it. */
export function syntaxHints(text: string): (message: string) => string | undefined {
  let known: { readonly file: string | undefined } | undefined;
  return (message) => {
    known ??= { file: foreignFile(text) };
    const { file } = known;
    if (file !== undefined) return `${file}: ${start}`;
    if (/must be unique/.test(message)) return "merge what stands under the two, or rename one";
    if (/tab/i.test(message)) return "indent with spaces";
    if (!colonInValue.test(message)) return undefined;
    return 'put quotes round a value that has a colon and a space in it: comment: "ticket: 12"';
  };
}
