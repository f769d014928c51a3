import type { RuleReference, Statement } from "../ruleset/types.ts";
import type { Evaluation, Nat, Step, StepVerdict } from "./evaluation.ts";
import type { ConnectionState, Packet } from "./packet.ts";
import type { Subject } from "./pattern.ts";
import type { Place } from "./routing.ts";

/** A packet on its way through the stages. Only `evaluate` sees it; nothing keeps it. */
export interface Trip {
  readonly packet: Packet;
  inInterface: string;
  /** Empty before the routing decision. */
  outInterface: string;
  readonly source: Place;
  readonly hopLimit: number;
  readonly helper: string | undefined;
  readonly limitExceeded: boolean;
  /** Where the host is whose connection announced this one, when that is known. */
  readonly master: Place | undefined;
  /** It goes to the host that announced it, which is not known: the way ends before the routing. */
  followsMaster: boolean;
  /** Which end of the connection that announced it receives it: no rule translates its source anew. */
  follows?: "client" | "server";
  connection: ConnectionState;
  destination: Place;
  /** What rules match against; a new one after destination NAT. */
  subject: Subject;
  readonly path: Step[];
  readonly log: string[];
  /** The translation that a chain has asked for, until it is made. */
  translation: Extract<Statement, { do: "dnat" | "snat" }> | undefined;
  nat?: Nat;
  rule?: RuleReference;
  answer?: NonNullable<Evaluation["answer"]>;
}

/** A decision of the kernel outside the ruleset. */
export function kernel(text: string, verdict: StepVerdict): Step {
  return { text, verdict };
}
