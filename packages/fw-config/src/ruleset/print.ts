import { nftString } from "./nft-text.ts";
import { printRule } from "./print-rule.ts";
import type { Chain, ChainRule, Hook, NamedSet, Ruleset, Table, VerdictMap } from "./types.ts";

/** What has a line of its own in the text. */
export type Located = ChainRule | Hook;

/** A ruleset as text, and the line of each rule and hook in it, from 1. */
export interface PrintedRuleset {
  readonly text: string;
  readonly lineOf: (of: Located) => number | undefined;
}

/** Lines that are being written, and what has which line. */
interface Page {
  readonly lines: string[];
  /** Of each line. */
  readonly located: (Located | undefined)[];
}

/** Where a chain is attached, as a line. */
export function printHook({ type, hook, priority, policy }: Hook): string {
  return `type ${type} hook ${hook} priority ${priority}; policy ${policy};`;
}

const step = "    ";

function write(page: Page, indent: string, text: string, of?: Located): void {
  page.lines.push(text === "" ? "" : indent + text);
  page.located.push(of);
}

function remark(text: string): string {
  return text === "" ? "" : `# ${text}`;
}

function writeBlock(page: Page, indent: string, head: string, body: readonly string[]): void {
  write(page, indent, `${head} {`);
  for (const text of body) write(page, indent + step, text);
  write(page, indent, "}");
}

/** Both firewalls of a pair have most chains in common. */
const printedRules = new WeakMap<Chain, readonly string[]>();

/** The text of each entry of a chain. */
function entryTexts(chain: Chain): readonly string[] {
  const texts =
    printedRules.get(chain) ??
    chain.body.map((entry) => (typeof entry === "string" ? remark(entry) : printRule(entry)));
  printedRules.set(chain, texts);
  return texts;
}

function writeChain(page: Page, indent: string, chain: Chain): void {
  const { name, hook, body } = chain;
  const inside = indent + step;
  write(page, indent, `chain ${name} {`);
  if (hook !== undefined) write(page, inside, printHook(hook), hook);
  for (const [i, text] of entryTexts(chain).entries()) {
    const entry = body[i];
    write(page, inside, text, typeof entry === "string" ? undefined : entry);
  }
  write(page, indent, "}");
}

function writeSet(page: Page, indent: string, set: NamedSet): void {
  const { kind, name, type, size, flags, timeout, elements } = set;
  if (set.remark !== undefined) write(page, indent, remark(set.remark));
  writeBlock(page, indent, `${kind} ${name}`, [
    `type ${type}`,
    ...(size === undefined ? [] : [`size ${size}`]),
    ...(flags === undefined ? [] : [`flags ${flags.join(",")}`]),
    ...(timeout === undefined ? [] : [`timeout ${timeout}`]),
    ...(elements === undefined ? [] : [`elements = { ${elements.join(", ")} }`]),
  ]);
}

function writeVerdictMap(page: Page, indent: string, { name, jumps }: VerdictMap): void {
  const elements = jumps.map(({ from, to, chain }, i) => {
    const comma = i < jumps.length - 1 ? "," : "";
    return `${step}"${from}" . "${to}" : goto ${chain}${comma}`;
  });
  writeBlock(page, indent, `map ${name}`, [
    "type ifname . ifname : verdict",
    ...(elements.length === 0 ? [] : ["elements = {", ...elements, "}"]),
  ]);
}

function writeItem(page: Page, indent: string, item: Table["items"][number]): void {
  switch (item.kind) {
    case "set":
    case "map":
      return writeSet(page, indent, item);
    case "verdict map":
      return writeVerdictMap(page, indent, item);
    case "flowtable": {
      const devices = item.devices.map((name) => `"${name}"`).join(", ");
      const body = ["hook ingress priority filter", `devices = { ${devices} }`];
      return writeBlock(page, indent, `flowtable ${item.name}`, body);
    }
    case "ct helper": {
      const body = [`type ${nftString(item.helper)} protocol ${item.protocol};`];
      return writeBlock(page, indent, `ct helper ${item.name}`, body);
    }
    case "chain":
      return writeChain(page, indent, item);
  }
}

/** A table that is declared before it is deleted, so that the first load works as well. */
function writeTable(page: Page, { name, items }: Table): void {
  const table = `table inet ${name}`;
  const clear = name === "expected" ? "flush" : "delete";
  for (const text of [table, `${clear} ${table}`, `${table} {`]) write(page, "", text);
  for (const [i, item] of items.entries()) {
    if (i > 0) write(page, "", "");
    writeItem(page, step, item);
  }
  write(page, "", "}");
}

/** Where things are: asked for when something is explained, and then of many. */
function finder(located: Page["located"]): PrintedRuleset["lineOf"] {
  let lines: Map<Located | undefined, number> | undefined;
  return (of) => {
    lines ??= new Map(located.map((own, i) => [own, i + 1]));
    return lines.get(of);
  };
}

/** Writes a ruleset that replaces its own tables in one transaction and leaves others alone. */
export function printRuleset(ruleset: Ruleset, head: readonly string[]): PrintedRuleset {
  const page: Page = { lines: [], located: [] };
  for (const text of head) write(page, "", text);
  writeTable(page, ruleset.firewall);
  if (ruleset.expected !== undefined) {
    write(page, "", "");
    write(page, "", remark("Flushed and not deleted: the maps keep what they know."));
    writeTable(page, ruleset.expected);
  }
  if (ruleset.nat !== undefined) {
    write(page, "", "");
    writeTable(page, ruleset.nat);
  }
  const tail = ["", "# Rules of your own.", 'include "/etc/nftables.d/*.nft"', ""];
  for (const text of tail) write(page, "", text);
  return { text: page.lines.join("\n"), lineOf: finder(page.located) };
}
