import type { DestinationNat, Model } from "../model/types.ts";
import { expectedOutwardRules } from "../render/nftables/expected-outward.ts";
import { expectedRules, snatRule } from "../render/nftables/nat.ts";
import { inRanges, toRanges } from "./address-ranges.ts";
import type { Endpoint, Step, StepVerdict } from "./evaluation.ts";
import { hasPorts, isIcmp } from "./packet.ts";
import type { Place } from "./routing.ts";
import { matchesLine, ruleLines, type RuleLine } from "./rule-line.ts";
import { kernel, type Trip } from "./trip.ts";

function natLine(chain: string, text: string, verdict: StepVerdict): Step {
  return { table: "nat", chain, text, verdict };
}

const prerouting = natLine(
  "prerouting",
  "type nat hook prerouting priority dstnat; policy accept;",
  "continue",
);
/** Nothing is translated on the way out. */
export const natPassed: Step = natLine(
  "postrouting",
  "type nat hook postrouting priority srcnat; policy accept;",
  "continue",
);
const repeated = kernel("connection tracking: translated as the first packet was", "continue");

const followed = kernel("connection tracking: to the host whose connection announced it", "dnat");

/** An expected connection is one of its own; an error belongs to the connection that it is about. */
function isExpected({ connection, subject }: Trip): boolean {
  return connection === "related" && !isIcmp(subject.protocol, subject.family);
}

/** The nat chains see the first packet of a connection; the others follow it. */
function isTranslated(trip: Trip): boolean {
  return trip.connection === "new" || trip.connection === "established" || isExpected(trip);
}

function note(trip: Trip, found: Step | undefined, passed: Step): void {
  if (trip.connection !== "established") trip.path.push(found ?? passed);
  else if (found !== undefined) trip.path.push(repeated);
}

function endpoint(trip: Trip, address: string, port: number | undefined): Endpoint {
  return hasPorts(trip.subject.protocol) ? { address, port: port ?? 0 } : { address };
}

/** A port is of neither family. */
const bothFamilies: ReadonlySet<4 | 6> = new Set([4, 6]);

interface Forwarding {
  readonly entry: DestinationNat;
  readonly line: RuleLine;
  readonly step: Step;
}

function forwardings(entry: DestinationNat): readonly Forwarding[] {
  const ip = entry.family === 4 ? "ip" : "ip6";
  const host = entry.family === 6 && entry.port !== undefined ? `[${entry.host}]` : entry.host;
  const target = entry.port === undefined ? host : `${host}:${entry.port}`;
  return ruleLines(bothFamilies, undefined, undefined, [entry.service]).map((matched) => {
    const text = `iifname "${entry.interface}" ${ip} daddr ${entry.vip} ${matched.expression} counter dnat ${ip} to ${target}`;
    return { entry, line: matched, step: natLine("prerouting", text, "dnat") };
  });
}

/** What is translated at a virtual address of a side. */
type Sided = Pick<DestinationNat, "interface" | "vip">;

/** Destination NAT: changes where the trip goes; absent when the model translates nothing. */
export function destinationNatStage(
  model: Model,
  locate: (address: string) => Place,
): ((trip: Trip) => void) | undefined {
  if (model.sourceNat.length + model.destinationNat.length === 0) return undefined;
  const all = model.destinationNat.flatMap(forwardings);
  const expected = expectedRules(model.destinationNat).map(({ entry, helper, text }) => ({
    entry,
    helper,
    step: natLine("prerouting", text, "dnat"),
  }));
  const toVip = ({ interface: name, vip }: Sided, trip: Trip): boolean =>
    name === trip.inInterface && vip === trip.destination.text;
  const redirect = (trip: Trip, host: Place, value: number): void => {
    const from = endpoint(trip, trip.destination.text, trip.subject.value);
    trip.nat = { destination: { from, to: endpoint(trip, host.text, value) } };
    trip.destination = host;
    trip.subject = { ...trip.subject, destination: host.scalar, value };
  };
  /** Whether it answers a connection behind source NAT: the kernel knows whose, no line does. */
  const isFollower = (trip: Trip, entries: readonly Sided[] = model.sourceNat): boolean =>
    isExpected(trip) && trip.helper !== undefined && entries.some((entry) => toVip(entry, trip));
  /** Which end of its connection the host is that announced this one. */
  const followedAs = (trip: Trip): Trip["follows"] => {
    const { master, helper } = trip;
    if (master === undefined) return undefined;
    const forwarded = model.destinationNat.filter(({ host }) => host === master.text);
    const offered = forwarded.filter(({ service }) => service.helper === helper);
    if (isFollower(trip, offered)) return "server";
    if (isFollower(trip)) return "client";
    return isFollower(trip, forwarded) ? "server" : undefined;
  };
  return (trip) => {
    if (!isTranslated(trip)) return;
    const follows = followedAs(trip);
    if (trip.master !== undefined && follows !== undefined) {
      trip.path.push(followed);
      trip.follows = follows;
      redirect(trip, trip.master, trip.subject.value);
      return;
    }
    const found = all.find(
      ({ entry, line }) => toVip(entry, trip) && matchesLine(line, trip.subject),
    );
    const announced =
      found === undefined && isExpected(trip)
        ? expected.find(({ entry, helper }) => helper === trip.helper && toVip(entry, trip))
        : undefined;
    if (found === undefined && announced === undefined && isFollower(trip)) {
      trip.path.push(followed);
      trip.followsMaster = true;
      return;
    }
    note(trip, (found ?? announced)?.step, prerouting);
    if (found !== undefined) {
      redirect(trip, locate(found.entry.host), found.entry.port ?? trip.subject.value);
    } else if (announced !== undefined) {
      redirect(trip, locate(announced.entry.host), trip.subject.value);
    }
  };
}

/** Source NAT on the way out; absent when the model translates nothing. */
export function sourceNatStage(
  model: Model,
): ((trip: Trip, outInterface: string) => void) | undefined {
  if (model.sourceNat.length + model.destinationNat.length === 0) return undefined;
  const all = model.sourceNat.map((entry) => ({
    entry,
    step: natLine("postrouting", snatRule(entry), "snat"),
  }));
  const expected = expectedOutwardRules(model).map(({ entry, helper, except, text }) => ({
    ...{ entry, helper, except: toRanges(except) },
    step: natLine("postrouting", text, "snat"),
  }));
  return (trip, outInterface) => {
    if (!isTranslated(trip) || trip.follows === "client") return;
    const announced = expected.find(
      ({ entry, helper, except }) =>
        isExpected(trip) &&
        trip.follows === undefined &&
        helper === trip.helper &&
        entry.interface === outInterface &&
        entry.host === trip.source.text &&
        !inRanges(except, trip.subject.destination),
    );
    const found =
      announced ??
      all.find(
        ({ entry }) =>
          entry.interface === outInterface &&
          entry.family === trip.source.family &&
          entry.fromInterfaces.includes(trip.inInterface),
      );
    note(trip, found?.step, natPassed);
    if (found === undefined) return;
    const port = trip.packet.sourcePort;
    const from = endpoint(trip, trip.source.text, port);
    trip.nat = { ...trip.nat, source: { from, to: endpoint(trip, found.entry.vip, port) } };
  };
}
