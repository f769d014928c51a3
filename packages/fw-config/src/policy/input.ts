import { familiesOf, usesFamily } from "../model/firewall-facts.ts";
import type { ManagementRule, Model, Node } from "../model/types.ts";
import { groupQueries, multicastListener, neighbourDiscovery } from "../render/nftables/input.ts";
import type { Step } from "./evaluation.ts";
import { isIcmp } from "./packet.ts";
import { advertPatterns, syncPatterns } from "./peer-pattern.ts";
import { matchesLine, ruleLines } from "./rule-line.ts";
import { chainEnd, dropAtEnd, line, type Stage, type Trip } from "./trip.ts";

const chain = "input";
const loopback = line(chain, 'iifname "lo" counter accept', "accept");
const established = line(chain, "ct state established counter accept", "accept");
const invalid = line(chain, "ct state invalid counter drop", "drop");
const related = line(
  chain,
  "meta l4proto { icmp, ipv6-icmp } ct state related counter accept",
  "accept",
);
const neighbours = line(chain, neighbourDiscovery, "accept");
const listeners = line(chain, multicastListener, "accept");
const end = chainEnd(chain, "input");

/** A line with a verdict, and when it applies. */
interface Candidate {
  readonly step: Step;
  readonly matches: (trip: Trip) => boolean;
}

function anyIcmp(protocol: number): boolean {
  return protocol === 1 || protocol === 58;
}

function isNeighbourDiscovery({ subject, hopLimit }: Trip): boolean {
  const type = isIcmp(subject.protocol, 6) && subject.family === 6 ? subject.value : undefined;
  return (type === 135 || type === 136) && hopLimit === 255;
}

function isListenerQuery({ subject, source, hopLimit }: Trip): boolean {
  const asks = isIcmp(subject.protocol, 6) && subject.family === 6 && subject.value === 130;
  return asks && source.kind === "link-local" && hopLimit === 1;
}

/** IANA protocol number of IGMP, and the type of its queries. */
const [igmp, membershipQuery] = [2, 0x11];

function asksForGroups(model: Model): readonly Candidate[] {
  return groupQueries(model).map((text, i) => ({
    step: line(chain, text, "accept"),
    matches: ({ packet, subject, inInterface, hopLimit }) =>
      subject.protocol === igmp &&
      packet.icmpType === membershipQuery &&
      inInterface === model.ha.syncLinks[i]?.interface &&
      hopLimit === 1,
  }));
}

function virtualDrops(model: Model): readonly Candidate[] {
  return ([4, 6] as const).flatMap((family) => {
    const vips = model.ha.vips.filter((vip) => vip.family === family).map((vip) => vip.address);
    if (vips.length === 0) return [];
    const [ip, icmp, number] = family === 4 ? ["ip", "icmp", 1] : ["ip6", "ipv6-icmp", 58];
    const text = `${ip} daddr @vips_v${family} meta l4proto != ${icmp} counter drop`;
    return [
      {
        step: line(chain, text, "drop"),
        matches: (trip) => vips.includes(trip.destination.text) && trip.subject.protocol !== number,
      },
    ];
  });
}

interface Managed extends Candidate {
  readonly index: number;
}

function managed(model: Model, rule: ManagementRule, index: number): readonly Managed[] {
  return ruleLines(familiesOf(model), rule.source, undefined, rule.services).map((matched) => {
    const text = `iifname "${rule.interface}" ${matched.expression} counter accept comment "management from ${rule.from}"`;
    return {
      index,
      step: line(chain, text, "accept"),
      matches: (trip) => trip.inInterface === rule.interface && matchesLine(matched, trip.subject),
    };
  });
}

/** What may reach the firewall itself, in the order of the rendered chain. */
export function inputStage(model: Model, node: Node): Stage {
  const peers = [...advertPatterns(model, node), ...syncPatterns(model, node)];
  const candidates: readonly Candidate[] = [
    { step: loopback, matches: (trip) => trip.inInterface === "lo" },
    ...peers.map(({ matches, expression }) => ({
      step: line(chain, `${expression} counter accept`, "accept"),
      matches,
    })),
    { step: established, matches: (trip) => trip.connection === "established" },
    { step: invalid, matches: (trip) => trip.connection === "invalid" },
    {
      step: related,
      matches: (trip) => trip.connection === "related" && anyIcmp(trip.subject.protocol),
    },
    ...(usesFamily(model, 6)
      ? [
          { step: neighbours, matches: isNeighbourDiscovery },
          { step: listeners, matches: isListenerQuery },
        ]
      : []),
    ...asksForGroups(model),
    ...virtualDrops(model),
  ];
  const rules = model.management.flatMap((rule, index) => managed(model, rule, index));
  return (trip) => {
    const found = candidates.find(({ matches }) => matches(trip));
    if (found !== undefined) {
      trip.path.push(found.step);
      return found.step.verdict === "accept" ? "accept" : "drop";
    }
    const rule = rules.find(({ matches }) => matches(trip));
    if (rule === undefined) return dropAtEnd(trip, end);
    trip.path.push(rule.step);
    trip.rule = { list: "firewall.management", index: rule.index };
    return "accept";
  };
}
