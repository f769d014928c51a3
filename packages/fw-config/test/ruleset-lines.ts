/** One line of a chain in a rendered ruleset. */
export interface RulesetLine {
  readonly table: string;
  readonly chain: string;
  /** From 1, in the whole file. */
  readonly number: number;
  /** Without its indentation. */
  readonly text: string;
  /** `hook` names where the chain is attached; everything else is a rule. */
  readonly kind: "hook" | "rule";
}

interface Place {
  readonly table: string;
  readonly chain: string;
}

function opened(text: string, place: Place): Place | undefined {
  const [, keyword, name = ""] = /^(table inet|chain) (\S+) \{$/.exec(text) ?? [];
  if (keyword === "chain") return { ...place, chain: name };
  return keyword === undefined ? undefined : { table: name, chain: "" };
}

/** The lines of every chain of a rendered `/etc/nftables.conf`, in the order of the file. */
export function rulesetLines(content: string): readonly RulesetLine[] {
  const lines: RulesetLine[] = [];
  let place: Place = { table: "", chain: "" };
  for (const [index, raw] of content.split("\n").entries()) {
    const text = raw.trim();
    const inner = opened(text, place);
    if (inner !== undefined) place = inner;
    else if (text === "}") place = { ...place, chain: "" };
    else if (place.chain !== "" && text !== "" && !text.startsWith("#")) {
      const kind = text.startsWith("type ") ? "hook" : "rule";
      lines.push({ ...place, number: index + 1, text, kind });
    }
  }
  return lines;
}
