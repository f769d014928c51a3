import type { Family } from "../address/ip.ts";
import { portText } from "../services/port-text.ts";
import { nftSet, nftString } from "./nft-text.ts";
import type { Bound, ChainRule, Match, PortShift, Statement } from "./types.ts";

function ip(family: Family): string {
  return family === 4 ? "ip" : "ip6";
}

function setOr(set: string | undefined, values: readonly (string | number)[]): string {
  return set === undefined ? nftSet(values) : `@${set}`;
}

function unequal({ negated }: { readonly negated?: true }): string {
  return negated === true ? " !=" : "";
}

function matchText(match: Match): string {
  switch (match.field) {
    case "iifname":
    case "oifname":
      return `${match.field} ${nftSet(match.names.map((name) => `"${name}"`))}`;
    case "iifname . oifname":
      return `${match.field} @${match.set}`;
    case "nfproto":
      return `meta nfproto ipv${match.family}`;
    case "saddr":
    case "daddr":
      return `${ip(match.family)} ${match.field}${unequal(match)} ${setOr(match.set, match.blocks)}`;
    case "fib saddr type":
      return `${match.field} ${nftSet(match.types)}`;
    case "fib saddr . iif oif missing":
      return match.field;
    case "l4proto":
      return `meta l4proto${unequal(match)} ${nftSet(match.protocols)}`;
    case "dport":
      // A single port stands in the rule; several are a named set, which many rules share.
      return `${match.protocol} dport ${setOr(match.ports.length === 1 ? undefined : match.set, match.ports.map(portText))}`;
    case "icmp type":
      return `${match.family === 4 ? "icmp" : "icmpv6"} type ${nftSet(match.types.map((name) => numberedTypes.get(name) ?? name))}`;
    case "igmp type":
      return `igmp type ${match.type}`;
    case "hop limit":
      return `${match.family === 4 ? "ip ttl" : "ip6 hoplimit"} ${match.value}`;
    case "ct state":
      return `ct state ${match.state}`;
    case "ct helper":
      return `ct helper ${nftString(match.helper)}`;
    case "tcp flags":
      return "tcp flags & (fin | syn | rst | ack) != syn";
  }
}

/** Types that nft has no name for (RFC 4620). */
const numberedTypes: ReadonlyMap<string, number> = new Map([["node-information-query", 139]]);

function boundText({ kind, over }: Bound): string {
  return kind === "rate"
    ? `limit rate over ${over}/second burst ${over} packets`
    : `ct count over ${over}`;
}

function endpointText(
  address: string,
  family: Family,
  port: number | PortShift | undefined,
): string {
  if (port === undefined) return address;
  const host = family === 6 ? `[${address}]` : address;
  if (typeof port === "number") return `${host}:${port}`;
  return `${host} : ${port.protocol} dport map @${port.map}`;
}

function statementText(statement: Statement): string {
  switch (statement.do) {
    case "counter":
    case "accept":
    case "drop":
    case "notrack":
      return statement.do;
    case "reject":
      return `reject with ${statement.with}`;
    case "goto":
      return `goto ${statement.chain}`;
    case "vmap":
      return `iifname . oifname vmap @${statement.map}`;
    case "log": {
      const { perSecond, prefix } = statement;
      return `limit rate ${perSecond}/second burst ${perSecond * 2} packets log prefix "${prefix}"`;
    }
    case "limit":
      return boundText(statement.bound);
    case "meter":
      return `add @${statement.set} { ${ip(statement.family)} saddr ${boundText(statement.bound)} }`;
    case "dnat":
    case "snat": {
      const { family, address, port } = statement;
      return `${statement.do} ${ip(family)} to ${endpointText(address, family, port)}`;
    }
    case "dnat map": {
      const own = ip(statement.family);
      return `dnat ${own} to meta l4proto . ${own} daddr . th dport map @${statement.map}`;
    }
    case "ct helper set":
      return `ct helper set ${nftString(statement.object)}`;
    case "flow add":
      return `flow add @${statement.flowtable}`;
  }
}

/** A rule as a line of the ruleset, without its indentation. */
export function printRule({ matches, statements, comment }: ChainRule): string {
  const words = [...matches.map(matchText), ...statements.map(statementText)];
  if (comment !== undefined) words.push(`comment ${nftString(comment)}`);
  return words.join(" ");
}
