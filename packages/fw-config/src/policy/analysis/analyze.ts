import { expectModel } from "../../arguments/expect-model.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { collector, type Report } from "../../diagnostics/report.ts";
import type { Model, Rule } from "../../model/types.ts";
import { boxTree } from "./box-tree.ts";
import { anyIntersects, subtractAll, type Box } from "./box.ts";
import { placeRules, type Direction, type PlacedRule } from "./direction.ts";
import { passagesOfAnyRoute, selectBoxes } from "./region.ts";

/** A rule in one direction, and the rules there that share a packet with it. */
interface MetRule {
  readonly placed: PlacedRule;
  readonly earlier: readonly PlacedRule[];
  readonly later: readonly PlacedRule[];
}

type MetRules = readonly MetRule[];

/** What becomes of a rule in one direction. */
interface Fate extends MetRule {
  /** What no earlier rule decides; undefined when it could not be determined. */
  readonly reached: readonly Box[] | undefined;
  /** Earlier rules that decide a part of it. */
  readonly covering: readonly Rule[];
}

/** The fates of each rule in the directions where it can meet a packet, by the rule's index. */
type Fates = ReadonlyMap<number, readonly Fate[]>;

function keyOf({ rule, boxes }: PlacedRule): string {
  const sides = boxes.flatMap((box) => box.sides.map(({ low, high }) => `${low}-${high}`));
  return `${effects(rule)} ${boxes.map(({ family }) => family).join("")} ${sides.join(" ")}`;
}

/**
 * The boxes of each rule, but none for one that repeats an earlier rule: what the first has met, it
 * cannot meet again, and thousands of repetitions would be compared pair by pair.
 */
function firstBoxes(rules: readonly PlacedRule[]): readonly (readonly Box[])[] {
  const seen = new Set<string>();
  return rules.map((placed) => {
    const { size } = seen;
    return seen.add(keyOf(placed)).size === size ? [] : placed.boxes;
  });
}

function meet({ rules }: Direction): MetRules {
  const metBy = boxTree(firstBoxes(rules));
  return rules.map((placed, place) => {
    const met = metBy(placed.boxes);
    const at = (places: readonly number[]): readonly PlacedRule[] =>
      places.flatMap((other) => rules[other] ?? []);
    return {
      placed,
      earlier: at(met.filter((other) => other < place)),
      later: at(met.filter((other) => other > place)),
    };
  });
}

function effects(rule: Rule): string {
  const { action, log, limit } = rule;
  return JSON.stringify({ action, log, limit });
}

/** A rule that assigns a helper has an effect besides its verdict. */
function assignsHelper(rule: Rule): boolean {
  const services = rule.services ?? [];
  return (
    rule.action === "accept" &&
    services.some((service) => service.kind === "ports" && service.helper !== undefined)
  );
}

/**
 * Whether the rules behind it would do the same with what reaches it. One that is never reached
 * itself is no replacement: of two equal rules only one can go.
 */
function isReplaceable({ placed, later, reached }: Fate, unreached: ReadonlySet<number>): boolean {
  const { rule } = placed;
  if (reached === undefined) return false;
  let rest: readonly Box[] = reached;
  for (const other of later) {
    if (rest.length === 0) return true;
    if (!anyIntersects(rest, other.boxes)) continue;
    if (effects(other.rule) !== effects(rule)) return false;
    if (unreached.has(other.rule.index)) continue;
    const left = subtractAll(rest, other.boxes);
    if (left === undefined) return false;
    rest = left;
  }
  // The end of the chain drops and logs; a silent drop before it keeps the log quiet.
  return rest.length === 0 || (rule.action === "drop" && rule.log);
}

function fateOf(met: MetRule): Fate {
  const covering: Rule[] = [];
  let reached: readonly Box[] | undefined = met.placed.boxes;
  for (const other of met.earlier) {
    if (reached === undefined || reached.length === 0) break;
    if (!anyIntersects(reached, other.boxes)) continue;
    covering.push(other.rule);
    reached = subtractAll(reached, other.boxes);
  }
  return { ...met, reached, covering };
}

function fatesByRule(directions: readonly MetRules[]): Fates {
  const fates = new Map<number, Fate[]>();
  for (const met of directions.flat()) {
    const { boxes, rule } = met.placed;
    const own = fates.get(rule.index) ?? [];
    fates.set(rule.index, own);
    if (boxes.length > 0) own.push(fateOf(met));
  }
  return fates;
}

function isNeverReached(fates: readonly Fate[]): boolean {
  return fates.length > 0 && fates.every(({ reached }) => reached?.length === 0);
}

function names(rules: readonly Rule[]): string {
  const numbers = [...new Set(rules.map((rule) => rule.index + 1))].toSorted((a, b) => a - b);
  return `${numbers.length === 1 ? "rule" : "rules"} ${numbers.join(", ")}`;
}

const routeHint =
  "add the route under `firewall.routes`, or correct the rule; leave it when a routing daemon learns the route";

/** The rules that some packet could match, if only there were a route. */
function routable(model: Model, rules: readonly Rule[]): ReadonlySet<number> {
  const passagesOf = passagesOfAnyRoute(model);
  const matches = (rule: Rule, from: string, to: string): boolean =>
    passagesOf(from, to).some((passage) => selectBoxes(passage, rule)?.length !== 0);
  const found = rules.filter((rule) =>
    rule.from.some((from) => rule.to.some((to) => from !== to && matches(rule, from, to))),
  );
  return new Set(found.map(({ index }) => index));
}

/** Reports what is wrong with a rule by itself and by those before it; true when it has no effect. */
function reportFate(
  rule: Rule,
  fates: readonly Fate[],
  unreached: ReadonlySet<number>,
  needsRoute: boolean,
  report: Report,
): boolean {
  const path = ["policy", "rules", rule.index];
  const label = `rule ${rule.index + 1}`;
  if (fates.length === 0) {
    if (needsRoute)
      report(
        "FW100",
        path,
        `no route of this configuration leads to what ${label} matches`,
        routeHint,
      );
    else report("FW100", path, `${label} matches no packet that passes the firewall`);
    return true;
  }
  const covering = fates.flatMap((fate) => fate.covering);
  if (isNeverReached(fates)) {
    const same = covering.every((other) => effects(other) === effects(rule));
    if (same && assignsHelper(rule)) return true;
    const message = `${label} is never reached: ${names(covering)} ${covering.length === 1 ? "decides" : "decide"} all that it matches`;
    if (same) report("FW102", path, message, "remove it");
    else report("FW101", path, message, "move it up, or remove it");
    return true;
  }
  if (assignsHelper(rule) || !fates.every((fate) => isReplaceable(fate, unreached))) return false;
  report("FW102", path, `${label} changes nothing: what follows does the same`, "remove it");
  return true;
}

function isInside(a: readonly Box[], b: readonly Box[]): boolean {
  return subtractAll(a, b)?.length === 0;
}

function contradicts(a: PlacedRule, b: PlacedRule): boolean {
  const opposed = (a.rule.action === "accept") !== (b.rule.action === "accept");
  if (!opposed || !anyIntersects(a.boxes, b.boxes)) return false;
  return !isInside(a.boxes, b.boxes) && !isInside(b.boxes, a.boxes);
}

function reportContradictions(
  directions: readonly MetRules[],
  ineffective: ReadonlySet<number>,
  report: Report,
): void {
  const opponents = new Map<number, Set<Rule>>();
  for (const { placed, earlier } of directions.flat()) {
    if (ineffective.has(placed.rule.index)) continue;
    for (const other of earlier) {
      if (ineffective.has(other.rule.index) || !contradicts(other, placed)) continue;
      const own = opponents.get(placed.rule.index) ?? new Set();
      opponents.set(placed.rule.index, own.add(other.rule));
    }
  }
  for (const [index, earlier] of [...opponents].toSorted(([a], [b]) => a - b)) {
    const message = `rule ${index + 1} and ${names([...earlier])} decide differently for packets that both match; the earlier one wins`;
    report(
      "FW103",
      ["policy", "rules", index],
      message,
      "narrow one of them, if that is not meant",
    );
  }
}

/**
 * Finds rules that never match (FW100), that are shadowed (FW101) or redundant (FW102), and pairs
 * that contradict each other (FW103). Every finding is proved; a rule whose address sets are too
 * large to be compared has none. What can pass is what is routed between the networks of a rule.
 */
export function analyzePolicy(model: Model): readonly Diagnostic[] {
  expectModel("analyzePolicy", model);
  const diagnostics: Diagnostic[] = [];
  const report = collector(diagnostics);
  const directions = placeRules(model).map(meet);
  const fates = fatesByRule(directions);
  const unreached = new Set(
    [...fates].filter(([, own]) => isNeverReached(own)).map(([index]) => index),
  );
  const ineffective = new Set<number>();
  const silent = model.rules.filter(({ index }) => (fates.get(index) ?? []).length === 0);
  const withoutRoute = routable(model, silent);
  for (const rule of model.rules) {
    // Without a route back, a rule between a network and itself has no direction, and no packets.
    const unplaced =
      rule.within.length > 0 || rule.from.some((from) => rule.to.some((to) => to !== from));
    if (unplaced && !fates.has(rule.index)) continue;
    const needsRoute = withoutRoute.has(rule.index);
    if (reportFate(rule, fates.get(rule.index) ?? [], unreached, needsRoute, report))
      ineffective.add(rule.index);
  }
  reportContradictions(directions, ineffective, report);
  return diagnostics.toSorted((a, b) => Number(a.path[2]) - Number(b.path[2]));
}
