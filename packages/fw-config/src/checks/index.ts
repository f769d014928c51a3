import { addressChecks } from "./addresses.ts";
import { bondChecks } from "./bonds.ts";
import type { Check } from "./check.ts";
import { conflictingForwardingChecks } from "./conflicting-forwardings.ts";
import { failoverChecks } from "./failover.ts";
import { flowtableChecks } from "./flowtable.ts";
import { forwardingChecks } from "./forwardings.ts";
import { hostChecks } from "./hosts.ts";
import { nameChecks } from "./names.ts";
import { natChecks } from "./nat.ts";
import { networkChecks } from "./networks.ts";
import { oneToOneChecks } from "./one-to-one.ts";
import { pairChecks } from "./pair.ts";
import { policyChecks } from "./policy.ts";
import { publishedChecks } from "./published.ts";
import { referenceChecks } from "./references.ts";
import { routeChecks } from "./routes.ts";
import { screenChecks } from "./screens.ts";
import { serviceChecks } from "./services.ts";
import { vlanChecks } from "./vlans.ts";
import { vmChecks } from "./vms.ts";
import { vrrpGroupChecks } from "./vrrp-groups.ts";
import { vrrpChecks } from "./vrrp.ts";

/** Every cross-field check, in the order of its findings. */
export const configChecks: readonly Check[] = [
  ...referenceChecks,
  ...nameChecks,
  ...pairChecks,
  ...networkChecks,
  ...vlanChecks,
  ...bondChecks,
  ...addressChecks,
  ...routeChecks,
  ...vrrpChecks,
  ...vrrpGroupChecks,
  ...publishedChecks,
  ...hostChecks,
  ...vmChecks,
  ...screenChecks,
  ...serviceChecks,
  ...natChecks,
  ...oneToOneChecks,
  ...conflictingForwardingChecks,
  ...policyChecks,
  ...forwardingChecks,
  ...flowtableChecks,
  ...failoverChecks,
];
