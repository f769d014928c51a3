import type { DestinationNat, Model } from "../model/types.ts";
import type { ChainRunner } from "./chains.ts";
import type { Endpoint } from "./evaluation.ts";
import { hasPorts, isIcmp } from "./packet.ts";
import type { Place } from "./routing.ts";
import { kernel, type Trip } from "./trip.ts";

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

/** Asks a chain; of a known connection, how its first packet was translated. */
function translationBy(chain: ChainRunner, trip: Trip): Trip["translation"] {
  const before = trip.path.length;
  trip.translation = undefined;
  chain(trip);
  if (trip.connection === "established") {
    trip.path.length = before;
    if (trip.translation !== undefined) trip.path.push(repeated);
  }
  return trip.translation;
}

function endpoint(trip: Trip, address: string, port: number | undefined): Endpoint {
  return hasPorts(trip.subject.protocol) ? { address, port: port ?? 0 } : { address };
}

function redirect(trip: Trip, host: Place, value: number): void {
  const from = endpoint(trip, trip.destination.text, trip.subject.value);
  trip.nat = { destination: { from, to: endpoint(trip, host.text, value) } };
  trip.destination = host;
  trip.subject = { ...trip.subject, destination: host.scalar, value };
}

/** What is translated at a virtual address of a side. */
type Sided = Pick<DestinationNat, "interface" | "vip">;

/** Destination NAT: changes where the packet goes. */
export function destinationNatStage(
  { sourceNat, destinationNat }: Model,
  prerouting: ChainRunner,
  locate: (address: string) => Place,
): (trip: Trip) => void {
  /** Whether it answers a connection behind source NAT: the kernel knows whose, no rule does. */
  const isFollower = (trip: Trip, entries: readonly Sided[] = sourceNat): boolean =>
    isExpected(trip) &&
    trip.helper !== undefined &&
    entries.some(
      ({ interface: name, vip }) => name === trip.inInterface && vip === trip.destination.text,
    );
  /** Which end of its connection the host is that announced this one. */
  const followedAs = (trip: Trip): Trip["follows"] => {
    const { master, helper } = trip;
    if (master === undefined) return undefined;
    const forwarded = destinationNat.filter(({ host }) => host === master.text);
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
    const before = trip.path.length;
    const found = translationBy(prerouting, trip);
    if (found !== undefined) {
      redirect(trip, locate(found.address), found.port ?? trip.subject.value);
    } else if (isFollower(trip)) {
      trip.path.length = before;
      trip.path.push(followed);
      trip.followsMaster = true;
    }
  };
}

/** Source NAT on the way out. */
export function sourceNatStage(postrouting: ChainRunner): (trip: Trip) => void {
  return (trip) => {
    if (!isTranslated(trip) || trip.follows === "client") return;
    // To the rules about what a server opens itself, a connection to the server has no helper.
    const asked = trip.follows === "server" ? { ...trip, helper: undefined } : trip;
    const found = translationBy(postrouting, asked);
    if (found === undefined) return;
    const port = trip.packet.sourcePort;
    const from = endpoint(trip, trip.source.text, port);
    trip.nat = { ...trip.nat, source: { from, to: endpoint(trip, found.address, port) } };
  };
}
