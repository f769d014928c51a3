import {
  addressesAreInTheirSubnet,
  addressesAreUnique,
  vipsAreInTheirSubnet,
} from "./addresses.ts";
import { destinationNatHasVip, sourceNatHasVip } from "./nat.ts";
import { bridgesAreSeparate, networksAreDisjoint, oneSubnetPerFamily } from "./networks.ts";
import {
  memberInterfacesExist,
  namesAreUnique,
  oneInterfacePerNetwork,
  syncLinkIsDedicated,
  twoMembers,
} from "./pair.ts";
import { addressesExist, networksExist, servicesExist } from "./references.ts";
import type { ConfigRule } from "./rule.ts";
import { advertInterfaceIsASide, someVip } from "./vrrp.ts";

/** Every cross-field check, in the order of its findings. */
export const configRules: readonly ConfigRule[] = [
  networksExist,
  servicesExist,
  addressesExist,
  memberInterfacesExist,
  twoMembers,
  namesAreUnique,
  oneSubnetPerFamily,
  networksAreDisjoint,
  bridgesAreSeparate,
  oneInterfacePerNetwork,
  vipsAreInTheirSubnet,
  addressesAreInTheirSubnet,
  addressesAreUnique,
  someVip,
  advertInterfaceIsASide,
  syncLinkIsDedicated,
  sourceNatHasVip,
  destinationNatHasVip,
];
