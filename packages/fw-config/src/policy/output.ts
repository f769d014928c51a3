import type { Model } from "../model/types.ts";
import { ownAdverts, ownSync } from "../render/nftables/raw.ts";
import type { Step, Verdict } from "./evaluation.ts";
import { natPassed } from "./translation.ts";
import { kernel, line, type Trip } from "./trip.ts";

const chain = "untracked-out";
const passed = line(chain, "type filter hook output priority raw; policy accept;", "continue");
const adverts = line(chain, ownAdverts, "notrack");
const noRoute = kernel("routing: no route leads to the destination", "drop");
const toItself = kernel("routing: to the firewall itself", "continue");
const arrived = line("input", 'iifname "lo" counter accept', "accept");
const notFiltered = kernel("output: what the firewall sends itself is not filtered", "accept");

/** IANA protocol numbers. */
const [udp, vrrp] = [17, 112];

/** What becomes of a packet that the firewall sends itself. */
export interface Sent {
  readonly verdict: Verdict;
  readonly local: boolean;
  readonly interface?: string;
}

/**
 * The way of the firewall's own packets: routed first, then past the chain that leaves adverts and
 * state sync untracked. No chain filters them, and source NAT, which asks for the interface that a
 * packet came in by, leaves them their address.
 */
export function outputStage(model: Model): (trip: Trip) => Sent {
  const sync = model.ha.syncLinks.map((link, i) => ({
    link,
    step: line(chain, ownSync(model)[i] ?? "", "notrack"),
  }));
  const hasNat = model.sourceNat.length + model.destinationNat.length > 0;

  function untracked({ subject }: Trip, out: string | undefined): Step | undefined {
    if (subject.protocol === vrrp) return adverts;
    if (subject.protocol !== udp) return undefined;
    return sync.find(({ link }) => link.interface === out && link.port === subject.value)?.step;
  }

  return (trip) => {
    const { destination, path } = trip;
    trip.inInterface = "";
    if (destination.local || destination.kind === "loopback") {
      path.push(toItself, passed, arrived);
      return { verdict: "accept", local: true };
    }
    const out = destination.interface;
    if (out === undefined && destination.kind !== "multicast") {
      path.push(noRoute);
      return { verdict: "drop", local: false };
    }
    const exempt = untracked(trip, out);
    if (exempt !== undefined) trip.connection = "untracked";
    path.push(exempt ?? passed, notFiltered);
    if (hasNat && trip.connection === "new") path.push(natPassed);
    return { verdict: "accept", local: false, ...(out === undefined ? {} : { interface: out }) };
  };
}
