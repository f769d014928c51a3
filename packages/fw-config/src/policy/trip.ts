import type { Evaluation, Nat, RuleReference, Step, StepVerdict, Verdict } from "./evaluation.ts";
import type { ConnectionState, Packet } from "./packet.ts";
import type { Place } from "./routing.ts";
import type { Subject } from "./rule-line.ts";

/** A packet on its way through the stages. Only `evaluate` sees it; nothing keeps it. */
export interface Trip {
  readonly packet: Packet;
  inInterface: string;
  readonly source: Place;
  readonly hopLimit: number;
  readonly helper: string | undefined;
  readonly limitExceeded: boolean;
  /** Where the host is whose connection announced this one, when that is known. */
  readonly master: Place | undefined;
  /** It goes to the host that announced it, which is not known: the way ends before the routing. */
  followsMaster: boolean;
  /** Which end of the connection that announced it receives it: no line translates its source anew. */
  follows?: "client" | "server";
  connection: ConnectionState;
  destination: Place;
  /** What lines match against; a new one after destination NAT. */
  subject: Subject;
  readonly path: Step[];
  readonly log: string[];
  nat?: Nat;
  rule?: RuleReference;
  answer?: NonNullable<Evaluation["answer"]>;
}

/** A part of the way: a verdict ends it, undefined goes on. */
export type Stage = (trip: Trip) => Verdict | undefined;

/** A line of a chain in the filter table. */
export function line(chain: string, text: string, verdict: StepVerdict): Step {
  return { table: "firewall", chain, text, verdict };
}

/** A decision of the kernel outside the ruleset. */
export function kernel(text: string, verdict: StepVerdict): Step {
  return { text, verdict };
}

/** The end of a chain that drops the rest, with its log prefix. */
export interface ChainEnd {
  readonly step: Step;
  readonly log: string;
}

/** The last lines of a chain. */
export function chainEnd(chain: string, where: string): ChainEnd {
  return { step: line(chain, "counter drop", "drop"), log: `fw drop ${where}: ` };
}

/** Drops what nothing in the chain decided. */
export function dropAtEnd(trip: Trip, end: ChainEnd): Verdict {
  trip.path.push(end.step);
  trip.log.push(end.log);
  return "drop";
}
