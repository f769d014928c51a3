import type { Config } from "../config/config.ts";
import { listOf } from "../config/lists.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { vrrpGroups } from "../model/vrrp-groups.ts";
import type { Check } from "./check.ts";

const groupsPath: ConfigPath = ["ha", "vrrp", "groups"];

/** An interface that a group names, and where. */
interface Membership {
  readonly group: string;
  readonly name: string;
  readonly path: ConfigPath;
}

/** Of a configuration with groups; undefined without. */
function membershipsOf(config: Config): readonly Membership[] | undefined {
  const { groups } = config.ha.vrrp ?? {};
  if (groups === undefined) return undefined;
  return Object.entries(groups).flatMap(([group, { interfaces }]) =>
    interfaces.map((name, i) => ({ group, name, path: [...groupsPath, group, "interfaces", i] })),
  );
}

/** Groups say everything that `instances` and `interface` say. */
const groupsStandAlone: Check = (config, report) => {
  const { groups, ...others } = config.ha.vrrp ?? {};
  if (groups === undefined) return;
  for (const field of ["instances", "interface"] as const) {
    if (others[field] === undefined) continue;
    const message = `\`${field}\` says nothing beside \`groups\``;
    report("FW064", ["ha", "vrrp", field], message, "remove it, or `groups`");
  }
};

/** A group has sides: interfaces that exist and that have a virtual address. */
const groupsHaveSides: Check = (config, report) => {
  for (const { group, name, path } of membershipsOf(config) ?? []) {
    const entry = config.firewall.interfaces[name];
    if (entry === undefined) {
      const known = Object.keys(config.firewall.interfaces).join(", ");
      report("FW022", path, `there is no interface "${name}"`, `known: ${known}`);
    } else if (listOf(entry.vip).length === 0) {
      const message = `the interface ${name} of the group "${group}" has no virtual address`;
      report("FW065", path, message, "remove it from the group, or give it a `vip`");
    }
  }
};

/** Every side is in one group. */
const sidesAreInOneGroup: Check = (config, report) => {
  const memberships = membershipsOf(config);
  if (memberships === undefined) return;
  const groupOf = new Map<string, string>();
  for (const { group, name, path } of memberships) {
    const first = groupOf.get(name);
    groupOf.set(name, first ?? group);
    if (first === undefined) continue;
    const message =
      first === group
        ? `the group "${group}" names ${name} twice`
        : `${name} is in the groups "${first}" and "${group}"`;
    report("FW066", path, message, "name it once");
  }
  for (const [name, { vip }] of Object.entries(config.firewall.interfaces)) {
    if (listOf(vip).length === 0 || groupOf.has(name)) continue;
    report("FW066", groupsPath, `${name} is in no group`, "add it to the `interfaces` of one");
  }
};

/** A group's adverts travel on one of its own sides. */
const advertsStayInTheirGroup: Check = (config, report) => {
  for (const [group, entry] of Object.entries(config.ha.vrrp?.groups ?? {})) {
    const { interface: carrier, interfaces } = entry;
    if (carrier === undefined || interfaces.includes(carrier)) continue;
    const path = [...groupsPath, group, "interface"];
    const message = `${carrier} is no interface of the group "${group}"`;
    report("FW067", path, message, `use one of ${interfaces.join(", ")}`);
  }
};

/** The ids that groups count up to are ids. */
const groupIdsFit: Check = (config, report) => {
  const { virtualRouterId: given } = config.ha.vrrp ?? {};
  const over = vrrpGroups(config)?.find((group) => group.virtualRouterId > 255);
  if (over === undefined) return;
  const path = given === undefined ? [...groupsPath, over.name] : ["ha", "vrrp", "virtualRouterId"];
  const message = `the group "${over.name}" would have the id ${over.virtualRouterId}`;
  const hint = "begin with a smaller `ha.vrrp.virtualRouterId`, or give the group an id of its own";
  report("FW062", path, message, hint);
};

/** In the order of their findings. */
export const vrrpGroupChecks: readonly Check[] = [
  groupsStandAlone,
  groupsHaveSides,
  sidesAreInOneGroup,
  advertsStayInTheirGroup,
  groupIdsFit,
];
