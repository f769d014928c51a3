import type { RuleReference, Statement } from "../ruleset/types.ts";
import type { Announcement, Ends } from "./announcement.ts";
import type { Evaluation, Nat, Step, StepVerdict } from "./evaluation.ts";
import type { ConnectionState, Packet } from "./packet.ts";
import type { Place } from "./routing.ts";
import type { Subject } from "./subject.ts";

/**
 * A packet on its way through the stages. Only `evaluate` sees it; nothing keeps it. All fields are there
 * from the start: engines read objects of one shape faster.
 */
export interface Trip {
  readonly packet: Packet;
  inInterface: string;
  /** Empty before the routing decision. */
  outInterface: string;
  readonly source: Place;
  readonly hopLimit: number;
  /** The helper of the connection that announced it. */
  readonly helper: string | undefined;
  readonly limitExceeded: boolean;
  /** The connection that announced it, when that is known. */
  readonly master: Announcement | undefined;
  /** It goes to the host that announced it, which is not known: the way ends before the routing. */
  followsMaster: boolean;
  /** What the kernel makes of its ends, as of those of its master: no rule translates it. */
  followed: Ends | undefined;
  /** The helper that a rule gave it. */
  assigned: string | undefined;
  connection: ConnectionState;
  destination: Place;
  /** What rules match against; a new one after destination NAT. */
  subject: Subject;
  readonly path: Step[];
  readonly log: string[];
  /** The translation that a chain has asked for, until it is made. */
  translation: Extract<Statement, { do: "dnat" | "snat" }> | undefined;
  nat: Nat | undefined;
  rule: RuleReference | undefined;
  answer: Evaluation["answer"];
}

/** A decision of the kernel outside the ruleset. */
export function kernel(text: string, verdict: StepVerdict): Step {
  return { text, verdict };
}
