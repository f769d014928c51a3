import { printRule } from "../ruleset/print-rule.ts";
import { countAndAccept, countAndDrop } from "../ruleset/statements.ts";
import type { ChainRule, Statement } from "../ruleset/types.ts";
import { stepIn, type CompiledChain, type CompiledRule, type Effect } from "./compiled.ts";
import type { Answer, StepVerdict, Verdict } from "./evaluation.ts";
import type { Trip } from "./trip.ts";

type Of<Do extends Statement["do"]> = Extract<Statement, { readonly do: Do }>;

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
function verdictOf({ statements }: ChainRule, isLast: boolean): StepVerdict {
  for (const statement of statements) {
    const verdict = verdictOfStatement(statement, isLast);
    if (verdict !== undefined) return verdict;
  }
  return "continue";
}

function meet(trip: Trip, compiled: CompiledRule): undefined {
  const { rule, chain } = compiled;
  compiled.step ??= stepIn(chain, printRule(rule), verdictOf(rule, chain.isLast), rule);
  trip.path.push(compiled.step);
}

function decided(verdict: Verdict): Effect {
  return (trip, rule) => {
    meet(trip, rule);
    return verdict;
  };
}

/** Nobody can be answered who has no address yet, and no reset comes from no address. */
function isSent(answer: Answer, { source, destination }: Trip): boolean {
  if (source.kind === "unspecified") return false;
  return answer !== "tcp-reset" || destination.kind !== "unspecified";
}

function rejected(answer: Answer): Effect {
  return (trip, rule) => {
    meet(trip, rule);
    if (isSent(answer, trip)) trip.answer = answer;
    return "reject";
  };
}

const accept = decided("accept");
const acceptSilently: Effect = () => "accept";
const drop = decided("drop");
const resetTcp = rejected("tcp-reset");
const prohibit = rejected("admin-prohibited");

const notrack: Effect = (trip, rule) => {
  meet(trip, rule);
  trip.connection = "untracked";
};

const log: Effect = (trip, { logPrefix }) => {
  trip.log.push(logPrefix);
};

const limit: Effect = (trip) => (trip.limitExceeded ? undefined : "next rule");

const never: Effect = () => "next rule";

function meterOf(family: 4 | 6): Effect {
  return (trip) => (trip.limitExceeded && trip.subject.family === family ? undefined : "next rule");
}

function translate(statement: Of<"dnat" | "snat">): Effect {
  return (trip, rule) => {
    meet(trip, rule);
    trip.translation = statement;
    return "accept";
  };
}

function assign({ helper }: Of<"ct helper set">): Effect {
  return (trip, rule) => {
    meet(trip, rule);
    // A connection keeps the first helper that it is given.
    trip.assigned ??= helper;
  };
}

/** The chains that a rule may lead to, by their names. */
type Chains = ReadonlyMap<string, CompiledChain>;

function chainIn(chains: Chains, name: string): CompiledChain {
  const chain = chains.get(name);
  if (chain === undefined) throw new TypeError(`no chain of the table is called ${name}`);
  return chain;
}

function goTo(chain: CompiledChain): Effect {
  return (trip, rule) => {
    meet(trip, rule);
    return chain;
  };
}

function vmap({ jumps }: Of<"vmap">, chains: Chains): Effect {
  const byInterface = new Map<string, Map<string, CompiledChain>>();
  for (const { from, to, chain } of jumps) {
    const own = byInterface.get(from) ?? new Map<string, CompiledChain>();
    byInterface.set(from, own.set(to, chainIn(chains, chain)));
  }
  return (trip, rule) => {
    const chain = byInterface.get(trip.inInterface)?.get(trip.outInterface);
    if (chain === undefined) return "next rule";
    meet(trip, rule);
    return chain;
  };
}

/** Undefined for what only counts. */
function effectOf(statement: Statement, isTracked: boolean, chains: Chains): Effect | undefined {
  switch (statement.do) {
    case "counter":
      return undefined;
    case "accept":
      return isTracked ? accept : acceptSilently;
    case "drop":
      return drop;
    case "reject":
      return statement.with === "tcp reset" ? resetTcp : prohibit;
    case "notrack":
      return notrack;
    case "goto":
      return goTo(chainIn(chains, statement.chain));
    case "vmap":
      return vmap(statement, chains);
    case "log":
      return log;
    case "limit":
      return limit;
    case "meter":
      return meterOf(statement.family);
    case "dnat":
    case "snat":
      return translate(statement);
    case "dnat map":
      // Whose connection it is, the kernel and the map know; the packet does not show it.
      return never;
    case "ct helper set":
      return assign(statement);
    case "flow add":
      return meet;
  }
}

/** What most rules do: one list for all of them, without and with a line in the log before. */
const usual: ReadonlyMap<
  readonly Statement[],
  { readonly quiet: readonly Effect[]; readonly logged: readonly Effect[] }
> = new Map([
  [countAndAccept, { quiet: [accept], logged: [log, accept] }],
  [countAndDrop, { quiet: [drop], logged: [log, drop] }],
]);

/**
 * What a rule does with a packet that it matches, in the order of its line.
 *
 * @param logged - whether it writes in the log first what the line before it says
 */
export function effectsOf(
  { statements }: ChainRule,
  logged: boolean,
  chains: Chains,
): readonly Effect[] {
  const shared = usual.get(statements);
  if (shared !== undefined) return logged ? shared.logged : shared.quiet;
  const isTracked = !statements.some((statement) => statement.do === "notrack");
  const effects = statements.flatMap((statement) => effectOf(statement, isTracked, chains) ?? []);
  return logged ? [log, ...effects] : effects;
}

/** Whether a rule does nothing but write in the log. */
export function onlyLogs({ statements }: ChainRule): boolean {
  return statements.length === 1 && statements[0]?.do === "log";
}

/** What a rule writes in the log; empty for nothing. */
export function logPrefixOf({ statements }: ChainRule): string {
  return statements.find((statement) => statement.do === "log")?.prefix ?? "";
}
