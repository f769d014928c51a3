import type { Family } from "../address/ip.ts";
import {
  familiesOf,
  helpersInUse,
  networksWithin,
  rulesByDirection,
} from "../model/firewall-facts.ts";
import type { Model, Rule } from "../model/types.ts";
import { flowRules } from "./flowtable.ts";
import { limitRules } from "./limits.ts";
import { addressMatches, combine, serviceMatches, type MatchGroup } from "./matches.ts";
import {
  accepting,
  countAndAccept,
  countAndDrop,
  counter,
  dropAndLog,
  dropping,
  log,
} from "./statements.ts";
import type { Chain, ChainRule, Jump, Match, Statement, VerdictMap } from "./types.ts";

function interfaceOf(model: Model, network: string): string | undefined {
  return model.networks.find((entry) => entry.name === network)?.firewallInterface;
}

/**
 * Between a network and what is behind its own router the firewall sees one half of a connection,
 * as the router answers hosts of the network without it. Connection tracking calls the rest of that
 * half invalid. It is let through where a rule speaks: a new connection still begins with SYN and
 * meets the rules, and the two could speak without the firewall anyway.
 */
function halfConnections(model: Model): readonly ChainRule[] {
  return networksWithin(model).flatMap((network) => {
    const name = interfaceOf(model, network);
    return name === undefined
      ? []
      : [
          accepting(
            { field: "iifname", names: [name] },
            { field: "oifname", names: [name] },
            { field: "ct state", state: "invalid" },
          ),
        ];
  });
}

const onlyTcp: Match = { field: "l4proto", protocols: ["tcp"] };
const reset: Statement = { do: "reject", with: "tcp reset" };
const prohibited: Statement = { do: "reject", with: "icmpx type admin-prohibited" };

/** What a rule does, by what it matches. A TCP sender understands only a reset. */
function actions({ action }: Rule, { matches }: MatchGroup): readonly ChainRule[] {
  if (action === "accept") return [{ matches, statements: countAndAccept }];
  if (action === "drop") return [{ matches, statements: countAndDrop }];
  if (matches.some((match) => match.field === "dport" && match.protocol === "tcp")) {
    return [{ matches, statements: [counter, reset] }];
  }
  const others = { matches, statements: [counter, prohibited] };
  const isOneProtocol = matches.some(({ field }) =>
    ["dport", "l4proto", "icmp type"].includes(field),
  );
  if (isOneProtocol) return [others];
  return [{ matches: [...matches, onlyTcp], statements: [counter, reset] }, others];
}

function chainRules(families: ReadonlySet<Family>, rule: Rule): readonly (ChainRule | string)[] {
  const comment = `rule ${rule.index + 1}`;
  const origin = { list: "policy.rules", index: rule.index } as const;
  const groups = combine(
    families,
    addressMatches(rule.source, rule.destination),
    serviceMatches(rule.services),
  );
  return [
    rule.comment === undefined ? comment : `${comment}: ${rule.comment}`,
    ...groups.flatMap((group) => [
      ...limitRules(rule, group, families),
      ...(rule.log
        ? [
            {
              matches: group.matches,
              statements: [log(`${rule.action} ${comment}`, rule.logPerSecond)],
              origin,
            },
          ]
        : []),
      ...actions(rule, group).map(({ matches, statements }) => ({
        matches,
        statements,
        origin,
        comment,
      })),
    ]),
  ];
}

/** The chain of every pair of networks that a rule names, in the order of the networks. */
function directionChains(model: Model): readonly (readonly [Jump, Chain])[] {
  const families = familiesOf(model);
  const byPair = rulesByDirection(model);
  return model.networks.flatMap(({ name: from, firewallInterface: inward = "" }) =>
    model.networks.flatMap(({ name: to, firewallInterface: outward = "" }) => {
      const rules = byPair.get(`${from} ${to}`);
      if (rules === undefined) return [];
      const name = `from-${from}-to-${to}`;
      const body = [
        ...rules.flatMap((rule) => chainRules(families, rule)),
        ...dropAndLog(`${from} > ${to}`),
      ];
      return [
        [
          { from: inward, to: outward, chain: name },
          { kind: "chain", name, body },
        ] as const,
      ];
    }),
  );
}

/** Connections that another one announced: errors, and what the helpers in use expect. */
function expectedChain(model: Model): Chain {
  return {
    kind: "chain",
    name: "expected",
    body: [
      accepting({ field: "l4proto", protocols: ["icmp", "ipv6-icmp"] }),
      ...helpersInUse(model).map((helper) => accepting({ field: "ct helper", helper })),
      ...dropAndLog("expected"),
    ],
  };
}

const directionMap = "directions";

function forwardHook(model: Model, jumps: readonly Jump[]): Chain {
  return {
    kind: "chain",
    name: "forward",
    hook: { type: "filter", hook: "forward", priority: "filter", policy: "drop" },
    body: [
      ...flowRules(model),
      accepting({ field: "ct state", state: "established" }),
      ...halfConnections(model),
      dropping({ field: "ct state", state: "invalid" }),
      {
        matches: [{ field: "ct state", state: "related" }],
        statements: [counter, { do: "goto", chain: "expected" }],
      },
      "A TCP connection begins with SYN, whatever the kernel's settings.",
      dropping({ field: "tcp flags" }),
      {
        matches: [{ field: "ct state", state: "new" }],
        statements: [{ do: "vmap", map: directionMap, jumps }],
      },
      ...dropAndLog("forward"),
    ],
  };
}

/** What may pass through the firewall: the map, a chain a direction, and the hook. */
export function forwardChains(model: Model): readonly (Chain | VerdictMap)[] {
  const directions = directionChains(model);
  const jumps = directions.map(([jump]) => jump);
  return [
    ...directions.map(([, chain]) => chain),
    { kind: "verdict map", name: directionMap, jumps },
    expectedChain(model),
    forwardHook(model, jumps),
  ];
}
