import { nftString } from "./nft-text.ts";
import { printRule } from "./print-rule.ts";
import type { Chain, ChainRule, Hook, NamedSet, Ruleset, Table, VerdictMap } from "./types.ts";

/** What has a line of its own in the text. */
export type Located = ChainRule | Hook;

/** A ruleset as text, and the line of each rule and hook in it, from 1. */
export interface PrintedRuleset {
  readonly text: string;
  readonly lineOf: ReadonlyMap<Located, number>;
}

/** Where a chain is attached, as a line. */
export function printHook({ type, hook, priority, policy }: Hook): string {
  return `type ${type} hook ${hook} priority ${priority}; policy ${policy};`;
}

/** A line of text, and what it is the line of. */
interface Line {
  readonly text: string;
  readonly of?: Located;
}

function plain(texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ text }));
}

function block(head: string, body: readonly Line[]): readonly Line[] {
  const indented = body.map((line) =>
    line.text === "" ? line : { ...line, text: `    ${line.text}` },
  );
  return [{ text: `${head} {` }, ...indented, { text: "}" }];
}

function remark(text: string): Line {
  return { text: text === "" ? "" : `# ${text}` };
}

function chainLines({ name, hook, body }: Chain): readonly Line[] {
  return block(`chain ${name}`, [
    ...(hook === undefined ? [] : [{ text: printHook(hook), of: hook }]),
    ...body.map((entry) =>
      typeof entry === "string" ? remark(entry) : { text: printRule(entry), of: entry },
    ),
  ]);
}

function setLines(set: NamedSet): readonly Line[] {
  const { kind, name, type, size, flags, timeout, elements } = set;
  return [
    ...(set.remark === undefined ? [] : [remark(set.remark)]),
    ...block(
      `${kind} ${name}`,
      plain([
        `type ${type}`,
        ...(size === undefined ? [] : [`size ${size}`]),
        ...(flags === undefined ? [] : [`flags ${flags.join(",")}`]),
        ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
        ...(elements === undefined ? [] : [`elements = { ${elements.join(", ")} }`]),
      ]),
    ),
  ];
}

function verdictMapLines({ name, jumps }: VerdictMap): readonly Line[] {
  const elements = jumps.map(({ from, to, chain }) => `    "${from}" . "${to}" : goto ${chain}`);
  const list = elements.map((element, i) => (i < elements.length - 1 ? `${element},` : element));
  return block(
    `map ${name}`,
    plain([
      "type ifname . ifname : verdict",
      ...(list.length === 0 ? [] : ["elements = {", ...list, "}"]),
    ]),
  );
}

function itemLines(item: Table["items"][number]): readonly Line[] {
  switch (item.kind) {
    case "set":
    case "map":
      return setLines(item);
    case "verdict map":
      return verdictMapLines(item);
    case "flowtable": {
      const devices = item.devices.map((name) => `"${name}"`).join(", ");
      const body = ["hook ingress priority filter", `devices = { ${devices} }`];
      return block(`flowtable ${item.name}`, plain(body));
    }
    case "ct helper": {
      const body = [`type ${nftString(item.helper)} protocol ${item.protocol};`];
      return block(`ct helper ${item.name}`, plain(body));
    }
    case "chain":
      return chainLines(item);
  }
}

const emptyLine: Line = { text: "" };

/** A table that is declared before it is deleted, so that the first load works as well. */
function tableLines({ name, items }: Table): readonly Line[] {
  const body = items.flatMap((item, i) =>
    i === 0 ? itemLines(item) : [emptyLine, ...itemLines(item)],
  );
  const table = `table inet ${name}`;
  const clear = name === "expected" ? "flush" : "delete";
  return [{ text: table }, { text: `${clear} ${table}` }, ...block(table, body)];
}

/** Writes a ruleset that replaces its own tables in one transaction and leaves others alone. */
export function printRuleset(ruleset: Ruleset, head: readonly string[]): PrintedRuleset {
  const lines = [
    ...plain(head),
    ...tableLines(ruleset.firewall),
    ...(ruleset.expected === undefined
      ? []
      : [
          emptyLine,
          remark("Flushed and not deleted: the maps keep what they know."),
          ...tableLines(ruleset.expected),
        ]),
    ...(ruleset.nat === undefined ? [] : [emptyLine, ...tableLines(ruleset.nat)]),
    ...plain(["", "# Rules of your own.", 'include "/etc/nftables.d/*.nft"', ""]),
  ];
  const lineOf = new Map<Located, number>();
  for (const [i, { of }] of lines.entries()) if (of !== undefined) lineOf.set(of, i + 1);
  return { text: lines.map(({ text }) => text).join("\n"), lineOf };
}
