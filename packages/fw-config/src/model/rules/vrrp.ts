import { listOf } from "../../config/lists.ts";
import type { ConfigRule } from "./rule.ts";

/** There is a virtual address. */
export const someVip: ConfigRule = (config, report) => {
  const entries = Object.values(config.firewall.interfaces);
  if (entries.some((entry) => listOf(entry.vip).length > 0)) return;
  const hint = "give at least one interface a `vip`";
  report("FW020", ["firewall", "interfaces"], "no interface has a virtual address", hint);
};

/** Adverts travel on a side, not on the sync link. */
export const advertInterfaceIsASide: ConfigRule = (config, report) => {
  const name = config.ha.vrrp?.interface;
  if (name === undefined) return;
  const path = ["ha", "vrrp", "interface"];
  const entry = config.firewall.interfaces[name];
  if (entry === undefined) {
    const known = Object.keys(config.firewall.interfaces).join(", ");
    report("FW022", path, `there is no interface "${name}"`, `known: ${known}`);
  } else if (listOf(entry.vip).length === 0) {
    report("FW021", path, `the interface ${name} has no virtual address`);
  }
};
