import type { Evaluator } from "../../src/policy/evaluate.ts";
import type { Evaluation, Nat } from "../../src/policy/evaluation.ts";
import type { Place } from "../../src/policy/routing.ts";
import type { Arrival } from "./lab.ts";
import type { NumberedPacket } from "./random-packet.ts";

/** A later packet of a conversation, what `evaluate` says of it, and where it must come out. */
export interface FollowUp {
  /** What it is to the connection, in a word or a few: what was asked is counted by it. */
  readonly kind: string;
  /** How the connection is translated that it follows. */
  readonly nat?: Nat;
  readonly packet: NumberedPacket;
  readonly evaluation: Evaluation;
  readonly arrivals: readonly Arrival[];
}

/** A connection that was let through: its first packet, and the answer as the server sends it. */
export interface Begun {
  readonly first: NumberedPacket;
  readonly evaluation: Evaluation;
  readonly reply: NumberedPacket;
  readonly next: NumberedPacket;
}

/** What questions are asked of. */
export interface Asked {
  readonly evaluate: Evaluator;
  readonly locate: (address: string) => Place;
}

/** Larger than any number of a first packet; every kind of later packet has numbers of its own. */
export const offsets = {
  reply: 10_000,
  next: 20_000,
  errors: 30_000,
  errorsBack: 40_000,
  invalid: 50_000,
  errorAboutNothing: 90_000,
  own: 100_000,
  ownErrors: 110_000,
  firewallErrors: 120_000,
  session: 200_000,
} as const;
