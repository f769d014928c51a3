import type { Located } from "../ruleset/print.ts";
import type { Chain, ChainRule, RuleReference, Table } from "../ruleset/types.ts";
import type { Step, StepVerdict, Verdict } from "./evaluation.ts";
import type { Condition } from "./predicate.ts";
import type { RuleIndex, RuleStore } from "./rule-index.ts";
import type { Trip } from "./trip.ts";

/** What a statement does: it ends the way or the rule, leads to a chain, or the next one follows. */
export type Effect = (
  trip: Trip,
  rule: CompiledRule,
) => Verdict | "next rule" | CompiledChain | undefined;

/**
 * A rule that is ready to meet packets. What differs from rule to rule stands here in one shape, and
 * the effects are the same functions for all: there are tens of thousands of rules, and what takes
 * time is to fetch from memory what a packet meets.
 */
export interface CompiledRule extends Condition {
  readonly rule: ChainRule;
  readonly chain: CompiledChain;
  readonly effects: readonly Effect[];
  readonly origin: RuleReference | undefined;
  /** What it writes in the log; empty for most. */
  readonly logPrefix: string;
  /** Made for the first packet: most rules of a large policy never meet one. */
  step: Step | undefined;
}

/** The rules of a chain that a packet can match, by the interface that it came in by. */
export interface Lane {
  /** The interface; undefined for each that no rule of the chain names. */
  readonly inInterface: string | undefined;
  /** Made when the first packet comes. */
  index: RuleIndex<CompiledRule> | undefined;
}

/** A chain whose rules are made ready when the first packet meets it. */
export interface CompiledChain {
  readonly chain: Chain;
  readonly table: Table<"firewall" | "nat">["name"];
  /** Whether what it accepts is let through for good: no chain comes behind it. */
  readonly isLast: boolean;
  /** The chains of its table, which its rules may lead to. */
  readonly others: ReadonlyMap<string, CompiledChain>;
  /** A lane for each interface that its rules name; undefined when all packets take the same. */
  readonly lanes: ReadonlyMap<string, Lane> | undefined;
  /** Of all other packets. */
  readonly lane: Lane;
  /** Where the rules of a chain without lanes are, in the store of its table. */
  readonly store: RuleStore<CompiledRule>;
  readonly start: number;
  /** Of a packet that no rule of it decided. */
  passed: Step | undefined;
}

/** The rule or hook that a step is about. */
const located = new WeakMap<Step, Located>();

/** What a step points to; undefined for a decision of the kernel. */
export function locatedBy(step: Step): Located | undefined {
  return located.get(step);
}

/** A step of a chain that points to a rule or the hook. */
export function stepIn(
  { chain, table }: CompiledChain,
  text: string,
  verdict: StepVerdict,
  of: Located,
): Step {
  const step: Step = { table, chain: chain.name, text, verdict };
  located.set(step, of);
  return step;
}
