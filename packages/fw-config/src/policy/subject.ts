import type { Family } from "../address/ip.ts";
import type { Scalar } from "./address-ranges.ts";

/** What most rules ask of a packet, as numbers. */
export interface Subject {
  readonly family: Family;
  readonly source: Scalar;
  readonly destination: Scalar;
  /** IANA protocol number. */
  readonly protocol: number;
  /** Destination port, or ICMP type. */
  readonly value: number;
}

/** A protocol with its port or type as one number. */
export function serviceKey(protocol: number, value: number): number {
  return protocol * 65_536 + value;
}
