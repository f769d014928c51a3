import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { collector, type Report } from "../diagnostics/report.ts";
import { expectModel } from "../model/expect-model.ts";
import type { Model, Rule } from "../model/types.ts";
import { readByHelpers } from "../services/port-service.ts";
import { anyIntersects, subtractAll, type Box, type Work } from "./box.ts";
import { effects, placeRules, type Direction, type PlacedRule } from "./direction.ts";
import { fatesOf, isReplaceable, workEach, type Fate } from "./fate.ts";
import { meet, type Group, type MetGroup } from "./meet.ts";
import { passagesOfAnyRoute, selectBoxes } from "./region.ts";

/** The fates of each rule in the directions where it can meet a packet, by the rule's index. */
type Fates = ReadonlyMap<number, readonly Fate[]>;

/** A rule that assigns a helper has an effect besides its verdict. */
function assignsHelper(rule: Rule): boolean {
  return rule.action === "accept" && readByHelpers(rule.services ?? []).length > 0;
}

/** A rule that can meet no packet has no fate; one that was not compared is not there at all. */
function fatesByRule(directions: readonly Direction[], fates: readonly Fate[]): Fates {
  const byRule = new Map<number, Fate[]>();
  for (const { rule } of directions.flatMap(({ rules }) => rules)) byRule.set(rule.index, []);
  for (const fate of fates) byRule.get(fate.placed.rule.index)?.push(fate);
  return byRule;
}

function isNeverReached(fates: readonly Fate[]): boolean {
  return fates.length > 0 && fates.every(({ reached }) => reached?.length === 0);
}

/** So many rules are named in one message. */
const mostNamed = 10;

function names(rules: readonly Rule[]): string {
  const numbers = [...new Set(rules.map((rule) => rule.index + 1))].toSorted((a, b) => a - b);
  const listed = numbers.slice(0, mostNamed).join(", ");
  return `${numbers.length === 1 ? "rule" : "rules"} ${listed}${numbers.length > mostNamed ? " and others" : ""}`;
}

const routeHint =
  "add the route under `firewall.routes`, or correct the rule; leave it when a routing daemon learns the route";

/** The rules that some packet could match, if only there were a route. */
function routable(model: Model, rules: readonly Rule[]): ReadonlySet<number> {
  if (rules.length === 0) return new Set();
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
  spend: () => Work,
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
  if (assignsHelper(rule)) return false;
  if (!fates.every((fate) => isReplaceable(fate, unreached, spend()))) return false;
  report("FW102", path, `${label} changes nothing: what follows does the same`, "remove it");
  return true;
}

function isPartlyOutside(a: readonly Box[], b: readonly Box[], work: Work): boolean {
  const outside = subtractAll(a, b, work);
  return outside !== undefined && outside.length > 0;
}

function contradicts(a: PlacedRule, b: PlacedRule, work: Work): boolean {
  const opposed = (a.rule.action === "accept") !== (b.rule.action === "accept");
  if (!opposed || !anyIntersects(a.boxes, b.boxes, work)) return false;
  return isPartlyOutside(a.boxes, b.boxes, work) && isPartlyOutside(b.boxes, a.boxes, work);
}

/** The first earlier rules that contradict a rule: one more than are named is enough. */
function opponentsOf(
  placed: PlacedRule,
  earlier: readonly Group[],
  ineffective: ReadonlySet<number>,
  work: Work,
): readonly Rule[] {
  const found: Rule[] = [];
  for (const { first: other } of earlier) {
    if (found.length > mostNamed) break;
    if (!ineffective.has(other.rule.index) && contradicts(other, placed, work)) {
      found.push(other.rule);
    }
  }
  return found;
}

function reportContradictions(
  directions: readonly (readonly MetGroup[])[],
  ineffective: ReadonlySet<number>,
  spend: () => Work,
  report: Report,
): void {
  const opponents = new Map<number, Set<Rule>>();
  for (const { group, earlier } of directions.flat()) {
    const placed = group.first;
    if (ineffective.has(placed.rule.index)) continue;
    const found = opponentsOf(placed, earlier, ineffective, spend());
    const own = opponents.get(placed.rule.index) ?? new Set();
    for (const rule of found) opponents.set(placed.rule.index, own.add(rule));
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
 * large to be compared, or that overlaps with too many others, has none. What can pass is what is
 * routed between the networks of a rule.
 */
export function analyzePolicy(model: Model): readonly Diagnostic[] {
  expectModel("analyzePolicy", model);
  const diagnostics: Diagnostic[] = [];
  const report = collector(diagnostics);
  const placed = placeRules(model);
  const met = placed.map(meet);
  const spend = workEach(model.rules.length);
  const fates = fatesByRule(placed, met.flatMap((groups) => fatesOf(groups, spend)).flat());
  const unreached = new Set(
    [...fates].filter(([, own]) => isNeverReached(own)).map(([index]) => index),
  );
  const ineffective = new Set<number>();
  const uncompared = new Set(placed.flatMap((direction) => direction.uncompared));
  const silent = model.rules.filter(({ index }) => (fates.get(index) ?? []).length === 0);
  const withoutRoute = routable(model, silent);
  for (const rule of model.rules) {
    // Without a route back, a rule between a network and itself has no direction, and no packets.
    const unplaced =
      rule.within.length > 0 || rule.from.some((from) => rule.to.some((to) => to !== from));
    if (uncompared.has(rule.index) || (unplaced && !fates.has(rule.index))) continue;
    const needsRoute = withoutRoute.has(rule.index);
    if (reportFate(rule, fates.get(rule.index) ?? [], unreached, needsRoute, spend, report))
      ineffective.add(rule.index);
  }
  reportContradictions(met, ineffective, spend, report);
  return diagnostics.toSorted((a, b) => Number(a.path[2]) - Number(b.path[2]));
}
