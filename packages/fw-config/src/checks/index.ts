import * as addresses from "./addresses.ts";
import * as bonds from "./bonds.ts";
import * as conflictingForwardings from "./conflicting-forwardings.ts";
import * as flowtable from "./flowtable.ts";
import * as forwardings from "./forwardings.ts";
import * as hosts from "./hosts.ts";
import * as names from "./names.ts";
import * as nat from "./nat.ts";
import * as networks from "./networks.ts";
import * as pair from "./pair.ts";
import * as policy from "./policy.ts";
import * as published from "./published.ts";
import * as references from "./references.ts";
import * as routes from "./routes.ts";
import type { ConfigRule } from "./check.ts";
import * as services from "./services.ts";
import * as vlans from "./vlans.ts";
import * as vms from "./vms.ts";
import * as vrrpGroups from "./vrrp-groups.ts";
import * as vrrp from "./vrrp.ts";

/** Every cross-field check, in the order of its findings. */
export const configRules: readonly ConfigRule[] = [
  references,
  names,
  pair,
  networks,
  vlans,
  bonds,
  addresses,
  routes,
  vrrp,
  vrrpGroups,
  published,
  hosts,
  vms,
  services,
  nat,
  conflictingForwardings,
  policy,
  forwardings,
  flowtable,
].flatMap((module): readonly ConfigRule[] => Object.values(module));
