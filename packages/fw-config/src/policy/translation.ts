import type { Model } from "../model/types.ts";
import { shifted } from "../ruleset/port-shifts.ts";
import { followedEnds } from "./announcement.ts";
import type { ChainRunner } from "./chains.ts";
import type { Endpoint } from "./evaluation.ts";
import { hasPorts, isIcmp } from "./packet.ts";
import type { Place } from "./routing.ts";
import { kernel, type Trip } from "./trip.ts";

const repeated = kernel("connection tracking: translated as the first packet was", "continue");
const followed = kernel("connection tracking: translated as what announced it", "continue");
const toAnnouncer = kernel(
  "connection tracking: to the host whose connection announced it",
  "dnat",
);

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

/** The port that a translation leads to; the type of a message of ICMP stays. */
function portBehind({ port }: NonNullable<Trip["translation"]>, asked: number): number {
  return typeof port === "object" ? shifted(port, asked) : (port ?? asked);
}

function redirect(trip: Trip, host: Place, value: number): void {
  const from = endpoint(trip, trip.destination.text, trip.subject.value);
  trip.nat = { destination: { from, to: endpoint(trip, host.text, value) } };
  trip.destination = host;
  trip.subject = { ...trip.subject, destination: host.scalar, value };
}

/** Whether it answers a connection behind source NAT: the kernel knows whose, no rule does. */
function isFollower(trip: Trip, { sourceNat }: Model): boolean {
  return (
    isExpected(trip) &&
    trip.helper !== undefined &&
    trip.master === undefined &&
    sourceNat.some(
      ({ interface: name, vip }) => name === trip.inInterface && vip === trip.destination.text,
    )
  );
}

/** Destination NAT: changes where the packet goes. */
export function destinationNatStage(
  model: Model,
  prerouting: ChainRunner,
  locate: (address: string) => Place,
): (trip: Trip) => void {
  return (trip) => {
    if (!isTranslated(trip)) return;
    const { master } = trip;
    const ends =
      isExpected(trip) && master
        ? followedEnds(master, trip.destination, trip.inInterface)
        : undefined;
    if (ends !== undefined) {
      trip.path.push(followed);
      trip.followed = ends;
      if (ends.destination.text !== trip.destination.text)
        redirect(trip, ends.destination, trip.subject.value);
      return;
    }
    const before = trip.path.length;
    const found = translationBy(prerouting, trip);
    if (found !== undefined) {
      redirect(trip, locate(found.address), portBehind(found, trip.subject.value));
    } else if (isFollower(trip, model)) {
      trip.path.length = before;
      trip.path.push(toAnnouncer);
      trip.followsMaster = true;
    }
  };
}

function resource(trip: Trip, address: string): void {
  const port = trip.packet.sourcePort;
  const from = endpoint(trip, trip.source.text, port);
  trip.nat = { ...trip.nat, source: { from, to: endpoint(trip, address, port) } };
}

/** Source NAT on the way out. */
export function sourceNatStage(postrouting: ChainRunner): (trip: Trip) => void {
  return (trip) => {
    if (!isTranslated(trip)) return;
    if (trip.followed === undefined) {
      const found = translationBy(postrouting, trip);
      if (found !== undefined) resource(trip, found.address);
    } else if (trip.followed.source.text !== trip.source.text) {
      resource(trip, trip.followed.source.text);
    }
  };
}
