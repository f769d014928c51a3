import { printRule } from "../ruleset/print-rule.ts";
import { printHook, type Located } from "../ruleset/print.ts";
import type { Chain, ChainRule, Statement, Table } from "../ruleset/types.ts";
import type { Step, StepVerdict, Verdict } from "./evaluation.ts";
import { conditionOf, type Condition } from "./predicate.ts";
import { ruleIndex } from "./rule-index.ts";
import type { Trip } from "./trip.ts";

/** Sends a packet through a chain; undefined when it goes on behind the chain. */
export type ChainRunner = (trip: Trip) => Verdict | undefined;

/** The rule or hook that a step is about. */
const located = new WeakMap<Step, Located>();

/** What a step points to; undefined for a decision of the kernel. */
export function locatedBy(step: Step): Located | undefined {
  return located.get(step);
}

/** A statement as the packet sees it: it ends the way, ends the rule, or is followed by the next. */
type Effect = (trip: Trip) => Verdict | "next rule" | undefined;

const goOn: Effect = () => undefined;

type Runners = ReadonlyMap<string, ChainRunner>;

function runnerOf(runners: Runners, name: string): ChainRunner {
  const runner = runners.get(name);
  if (runner === undefined) throw new TypeError(`chain ${name} is used before it is declared`);
  return runner;
}

function vmapEffect(
  { jumps }: Extract<Statement, { do: "vmap" }>,
  runners: Runners,
  step: Step,
): Effect {
  const byInterface = new Map<string, Map<string, ChainRunner>>();
  for (const { from, to, chain } of jumps) {
    const own = byInterface.get(from) ?? new Map<string, ChainRunner>();
    byInterface.set(from, own.set(to, runnerOf(runners, chain)));
  }
  return (trip) => {
    const runner = byInterface.get(trip.inInterface)?.get(trip.outInterface);
    if (runner === undefined) return "next rule";
    trip.path.push(step);
    return runner(trip);
  };
}

function effectOf(statement: Statement, runners: Runners, step: Step): Effect {
  const decided =
    (verdict: Verdict): Effect =>
    (trip) => {
      trip.path.push(step);
      return verdict;
    };
  switch (statement.do) {
    case "counter":
      return goOn;
    case "accept":
    case "drop":
      return statement.do === "accept" && step.verdict === "notrack"
        ? () => "accept"
        : decided(statement.do);
    case "reject": {
      const answer = statement.with === "tcp reset" ? "tcp-reset" : "admin-prohibited";
      return (trip) => {
        trip.path.push(step);
        trip.answer = answer;
        return "reject";
      };
    }
    case "notrack":
      return (trip) => {
        trip.path.push(step);
        trip.connection = "untracked";
        return undefined;
      };
    case "goto": {
      const runner = runnerOf(runners, statement.chain);
      return (trip) => {
        trip.path.push(step);
        return runner(trip);
      };
    }
    case "vmap":
      return vmapEffect(statement, runners, step);
    case "log":
      return (trip) => {
        trip.log.push(statement.prefix);
        return undefined;
      };
    case "limit":
      return (trip) => (trip.limitExceeded ? undefined : "next rule");
    case "meter":
      return (trip) =>
        trip.limitExceeded && trip.subject.family === statement.family ? undefined : "next rule";
    case "dnat":
    case "snat":
      return (trip) => {
        trip.path.push(step);
        trip.translation = statement;
        return "accept";
      };
    case "dnat map":
      // Whose connection it is, the kernel and the map know; the packet does not show it.
      return () => "next rule";
    case "ct helper set":
      return (trip) => {
        trip.path.push(step);
        // A connection keeps the first helper that it is given.
        trip.assigned ??= statement.helper;
        return undefined;
      };
    case "flow add":
      return (trip) => {
        trip.path.push(step);
        return undefined;
      };
  }
}

/** What a statement says of the packet; undefined when it decides nothing. */
function verdictOfStatement(statement: Statement, isLast: boolean): StepVerdict | undefined {
  switch (statement.do) {
    case "drop":
    case "reject":
    case "goto":
    case "dnat":
    case "snat":
    case "notrack":
      return statement.do;
    case "vmap":
      return "goto";
    case "dnat map":
      return "dnat";
    case "accept":
      return isLast ? "accept" : "continue";
    case "counter":
    case "log":
    case "limit":
    case "meter":
    case "ct helper set":
    case "flow add":
      return undefined;
  }
}

/** What a step says of a rule: its first statement that decides something. */
function verdictOf(statements: readonly Statement[], isLast: boolean): StepVerdict {
  for (const statement of statements) {
    const verdict = verdictOfStatement(statement, isLast);
    if (verdict !== undefined) return verdict;
  }
  return "continue";
}

/** A rule that is ready to meet packets. */
interface CompiledRule extends Condition {
  readonly run: (trip: Trip) => Verdict | undefined;
}

type Place = Required<Pick<Step, "table" | "chain">>;

function compileRule(
  rule: ChainRule,
  place: Place,
  isLast: boolean,
  runners: Runners,
): CompiledRule {
  const { statements, origin } = rule;
  const step: Step = { ...place, text: printRule(rule), verdict: verdictOf(statements, isLast) };
  located.set(step, rule);
  const effects = statements
    .map((statement) => effectOf(statement, runners, step))
    .filter((effect) => effect !== goOn);
  const { pattern, rest } = conditionOf(rule.matches);
  return {
    pattern,
    rest,
    run: (trip) => {
      for (const effect of effects) {
        const outcome = effect(trip);
        if (outcome === "next rule") return undefined;
        if (outcome === undefined) continue;
        if (origin !== undefined) trip.rule = origin;
        return outcome;
      }
      return undefined;
    },
  };
}

function compileChain(
  { name, hook, body }: Chain,
  table: Place["table"],
  runners: Runners,
): ChainRunner {
  const place = { table, chain: name };
  // Behind prerouting and output come other chains; what filters last lets through for good.
  const isLast = hook === undefined || (hook.type === "filter" && hook.priority === "filter");
  const rules = body.flatMap((entry) =>
    typeof entry === "string" ? [] : [compileRule(entry, place, isLast, runners)],
  );
  const next = ruleIndex(rules);
  const passed = hook && passedStep(hook, place);
  return (trip) => {
    const before = trip.path.length;
    let found = next(trip, -1);
    while (found !== undefined) {
      const verdict = found.entry.run(trip);
      if (verdict !== undefined) return verdict;
      found = next(trip, found.order);
    }
    if (passed !== undefined && trip.path.length === before) trip.path.push(passed);
    return hook?.policy === "drop" ? "drop" : undefined;
  };
}

function passedStep(hook: NonNullable<Chain["hook"]>, place: Place): Step {
  const verdict = hook.policy === "drop" ? "drop" : "continue";
  const step: Step = { ...place, text: printHook(hook), verdict };
  located.set(step, hook);
  return step;
}

/** The chains of a table, ready to meet packets, by their names. */
export function compileChains({ name, items }: Table<"firewall" | "nat">): Runners {
  const runners = new Map<string, ChainRunner>();
  for (const item of items) {
    if (item.kind === "chain") runners.set(item.name, compileChain(item, name, runners));
  }
  return runners;
}
