import { resolveFlowtable } from "../flowtable.ts";
import { resolveHa } from "../ha.ts";
import { resolveTraffic } from "../traffic.ts";
import type { ConfigRule } from "./rule.ts";

const path = ["policy", "flowtable"];

/** Offloaded connections are not written into the backup's kernel as they are. */
export const flowtableNeedsTheCache: ConfigRule = (config, report, profile) => {
  if (config.policy?.flowtable !== true) return;
  if (resolveHa(config, profile).externalCache) return;
  const message = "the backup's kernel refuses copies of connections that take the short cut";
  report("FW057", path, message, "set `externalCache: true` under ha.stateSync");
};

/** Who uses a flowtable knows what a resync leaves out. */
export const flowtableEscapesTheResync: ConfigRule = (config, report) => {
  if (config.policy?.flowtable !== true) return;
  const message = "a firewall that returns does not learn of connections that take the short cut";
  report("FW058", path, message);
};

/** Some direction uses it. */
export const flowtableHasUse: ConfigRule = (config, report) => {
  if (config.policy?.flowtable !== true) return;
  if (resolveFlowtable(resolveTraffic(config)).pairs.length > 0) return;
  const message = "no two sides are connected by rules without helpers, each by cards of its own";
  report("FW059", path, message, "remove `flowtable`");
};
