import { printHook } from "../ruleset/print.ts";
import type { Chain, ChainRule, Hook, Table } from "../ruleset/types.ts";
import { stepIn, type CompiledChain, type CompiledRule } from "./compiled.ts";
import { effectsOf, logPrefixOf, onlyLogs } from "./effects.ts";
import type { Step, Verdict } from "./evaluation.ts";
import { conditionOf } from "./predicate.ts";
import { firstMatch, ruleIndex, ruleStore, type RuleIndex } from "./rule-index.ts";
import type { Trip } from "./trip.ts";

/** Sends a packet through a chain; undefined when it goes on behind the chain. */
export type ChainRunner = (trip: Trip) => Verdict | undefined;

function compileRule(
  rule: ChainRule,
  chain: CompiledChain,
  logging: ChainRule | undefined,
): CompiledRule {
  const { pattern, connection, rest } = conditionOf(rule.matches);
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

/** Whether a line only writes in the log what the next one decides about. */
function logsFor(rule: ChainRule, next: ChainRule | undefined): boolean {
  if (next === undefined || !onlyLogs(rule) || logPrefixOf(next) !== "") return false;
  return rule.matches === next.matches || (rule.matches.length === 0 && next.matches.length === 0);
}

/** The rules of a chain as a packet meets them: a line for the log is one with the line behind it. */
function indexOf(chain: CompiledChain): RuleIndex<CompiledRule> {
  const rules = chain.chain.body.filter((entry) => typeof entry !== "string");
  const compiled: CompiledRule[] = [];
  let logging: ChainRule | undefined;
  for (const [i, rule] of rules.entries()) {
    if (logsFor(rule, rules[i + 1])) {
      logging = rule;
    } else {
      compiled.push(compileRule(rule, chain, logging));
      logging = undefined;
    }
  }
  return ruleIndex(chain.store, chain.start, compiled);
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
  let index = (start.index ??= indexOf(start));
  let at = index.start;
  for (;;) {
    at = firstMatch(index, trip, at);
    const rule = at < index.end ? index.store.rules[at] : undefined;
    if (rule === undefined) return undefined;
    const outcome = perform(rule, trip);
    if (outcome === undefined) {
      at += 1;
    } else if (typeof outcome === "string") {
      return outcome;
    } else {
      index = outcome.index ??= indexOf(outcome);
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
      store,
      start,
      index: undefined,
      passed: undefined,
    });
    start += item.body.length;
  }
  return new Map([...chains].map(([name, chain]) => [name, runnerOf(chain)]));
}
