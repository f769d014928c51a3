import { printHook } from "../ruleset/print.ts";
import type { Chain, ChainRule, Hook, Match, Table } from "../ruleset/types.ts";
import { pointOf } from "./bounds.ts";
import { stepIn, type CompiledChain, type CompiledRule, type Lane } from "./compiled.ts";
import { effectsOf, logPrefixOf, onlyLogs } from "./effects.ts";
import type { Step, Verdict } from "./evaluation.ts";
import { conditionOf } from "./predicate.ts";
import { firstMatch, ruleIndex, ruleStore, type RuleIndex } from "./rule-index.ts";
import type { Trip } from "./trip.ts";

/** Sends a packet through a chain; undefined when it goes on behind the chain. */
export type ChainRunner = (trip: Trip) => Verdict | undefined;

/** A rule, and the line before it that only writes in the log what this one decides about. */
interface Line {
  readonly rule: ChainRule;
  readonly logging: ChainRule | undefined;
}

/** Whether a line only writes in the log what the next one decides about. */
function logsFor(rule: ChainRule, next: ChainRule | undefined): boolean {
  if (next === undefined || !onlyLogs(rule) || logPrefixOf(next) !== "") return false;
  return rule.matches === next.matches || (rule.matches.length === 0 && next.matches.length === 0);
}

function linesOf({ body }: Chain): readonly Line[] {
  const lines: Line[] = [];
  const rules = body.filter((entry) => typeof entry !== "string");
  let logging: ChainRule | undefined;
  for (const [i, rule] of rules.entries()) {
    if (logsFor(rule, rules[i + 1])) {
      logging = rule;
    } else {
      lines.push({ rule, logging });
      logging = undefined;
    }
  }
  return lines;
}

function compileLine(
  { rule, logging }: Line,
  matches: readonly Match[],
  chain: CompiledChain,
): CompiledRule {
  const { pattern, connection, rest } = conditionOf(matches);
  return {
    effects: effectsOf(rule, logging !== undefined, chain.others),
    origin: rule.origin,
    logPrefix: logPrefixOf(logging ?? rule),
    step: undefined,
    pattern,
    connection,
    rest,
    rule,
    chain,
  };
}

/** What a rule asks of the packets of a lane besides their interface; undefined when it takes none. */
function askedIn({ inInterface }: Lane, matches: readonly Match[]): readonly Match[] | undefined {
  const others = matches.filter(({ field }) => field !== "iifname");
  const admits = matches.every(
    (match) =>
      match.field !== "iifname" || (inInterface !== undefined && match.names.includes(inInterface)),
  );
  return admits ? others : undefined;
}

function indexOf(chain: CompiledChain, lane: Lane): RuleIndex<CompiledRule> {
  const lines = linesOf(chain.chain);
  if (chain.lanes === undefined) {
    const rules = lines.map((line) => compileLine(line, line.rule.matches, chain));
    return ruleIndex(chain.store, chain.start, rules);
  }
  const rules = lines.flatMap((line) => {
    const matches = askedIn(lane, line.rule.matches);
    return matches === undefined ? [] : [compileLine(line, matches, chain)];
  });
  return ruleIndex(ruleStore(rules.length), 0, rules);
}

/** The rules that a packet can match, ready to be searched. */
function indexFor(chain: CompiledChain, { inInterface }: Trip): RuleIndex<CompiledRule> {
  const lane = chain.lanes?.get(inInterface) ?? chain.lane;
  return (lane.index ??= indexOf(chain, lane));
}

/** What a rule does with a packet that it matches: the chain goes on behind it, or elsewhere, or ends. */
function perform(rule: CompiledRule, trip: Trip): Verdict | CompiledChain | undefined {
  for (const effect of rule.effects) {
    const outcome = effect(trip, rule);
    if (outcome === "next rule") return undefined;
    if (outcome === undefined) continue;
    const { origin } = rule;
    if (origin !== undefined) trip.rule = origin;
    return outcome;
  }
  return undefined;
}

/** Sends a packet through a chain and on through those that it leads to: nothing comes back. */
function walk(start: CompiledChain, trip: Trip): Verdict | undefined {
  let index = indexFor(start, trip);
  let at = index.start;
  let { connection } = trip;
  let point = pointOf(trip);
  for (;;) {
    if (trip.connection !== connection) {
      ({ connection } = trip);
      point = pointOf(trip);
    }
    at = firstMatch(index, trip, point, at);
    const rule = at < index.end ? index.store.rules[at] : undefined;
    if (rule === undefined) return undefined;
    const outcome = perform(rule, trip);
    if (outcome === undefined) {
      at += 1;
    } else if (typeof outcome === "string") {
      return outcome;
    } else {
      index = indexFor(outcome, trip);
      at = index.start;
    }
  }
}

function passedStep(chain: CompiledChain, hook: Hook): Step {
  const verdict = hook.policy === "drop" ? "drop" : "continue";
  return stepIn(chain, printHook(hook), verdict, hook);
}

function runnerOf(chain: CompiledChain): ChainRunner {
  const { hook } = chain.chain;
  return (trip) => {
    const before = trip.path.length;
    const verdict = walk(chain, trip);
    if (verdict !== undefined || hook === undefined) return verdict;
    chain.passed ??= passedStep(chain, hook);
    if (trip.path.length === before) trip.path.push(chain.passed);
    return hook.policy === "drop" ? "drop" : undefined;
  };
}

/** Behind prerouting and output come other chains; what filters last lets through for good. */
function isLast({ hook }: Chain): boolean {
  return hook === undefined || (hook.type === "filter" && hook.priority === "filter");
}

/** Longer chains have no lanes: each lane holds the rules that name no interface once more. */
const longestWithLanes = 256;

function lanesOf({ body }: Chain): ReadonlyMap<string, Lane> | undefined {
  if (body.length > longestWithLanes) return undefined;
  const names = body
    .flatMap((entry) => (typeof entry === "string" ? [] : entry.matches))
    .flatMap((match) => (match.field === "iifname" ? match.names : []));
  if (names.length === 0) return undefined;
  return new Map(names.map((name) => [name, { inInterface: name, index: undefined }]));
}

/** The chains of a table, ready to meet packets, by their names. */
export function compileChains({
  name: table,
  items,
}: Table<"firewall" | "nat">): ReadonlyMap<string, ChainRunner> {
  const chains = new Map<string, CompiledChain>();
  const all = items.filter((item) => item.kind === "chain");
  const store = ruleStore<CompiledRule>(all.reduce((sum, { body }) => sum + body.length, 0));
  let start = 0;
  for (const item of all) {
    chains.set(item.name, {
      chain: item,
      table,
      isLast: isLast(item),
      others: chains,
      lanes: lanesOf(item),
      lane: { inInterface: undefined, index: undefined },
      store,
      start,
      passed: undefined,
    });
    start += item.body.length;
  }
  return new Map([...chains].map(([name, chain]) => [name, runnerOf(chain)]));
}
