import type { ChainRunner } from "./chains.ts";
import type { Verdict } from "./evaluation.ts";
import { kernel, type Trip } from "./trip.ts";

const noRoute = kernel("routing: no route leads to the destination", "drop");
const toItself = kernel("routing: to the firewall itself", "continue");
const notFiltered = kernel("output: what the firewall sends itself is not filtered", "accept");

/** What becomes of a packet that the firewall sends itself. */
export interface Sent {
  readonly verdict: Verdict;
  readonly local: boolean;
  readonly interface: string | undefined;
}

/** The chains that the firewall's own packets meet. */
export interface OwnChains {
  readonly untracked: ChainRunner;
  readonly input: ChainRunner;
  /** Absent when nothing is translated. */
  readonly postrouting: ChainRunner | undefined;
}

/**
 * The way of the firewall's own packets: routed first, then past the chain that leaves
 * advertisements and state sync untracked. No chain filters them, and source NAT, which asks for
 * the interface that a packet came in by, leaves them their address.
 */
export function outputStage({ untracked, input, postrouting }: OwnChains): (trip: Trip) => Sent {
  function deliver(trip: Trip): Sent {
    trip.path.push(toItself);
    trip.outInterface = "lo";
    untracked(trip);
    trip.inInterface = "lo";
    const verdict = input(trip) ?? "drop";
    trip.inInterface = "";
    return { verdict, local: true, interface: undefined };
  }

  return (trip) => {
    const { destination, path } = trip;
    trip.inInterface = "";
    if (destination.local || destination.kind === "loopback") return deliver(trip);
    const out = destination.interface;
    if (out === undefined && destination.kind !== "multicast") {
      path.push(noRoute);
      return { verdict: "drop", local: false, interface: undefined };
    }
    trip.outInterface = out ?? "";
    untracked(trip);
    path.push(notFiltered);
    if (trip.connection === "new") postrouting?.(trip);
    return { verdict: "accept", local: false, interface: out };
  };
}
