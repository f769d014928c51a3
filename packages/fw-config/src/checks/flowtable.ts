import { resolveFlowtable } from "../model/flowtable.ts";
import { resolveHa } from "../model/ha.ts";
import { resolveTraffic } from "../model/traffic.ts";
import type { Check } from "./check.ts";

const path = ["policy", "flowtable"];

/** Only the cache completes the copies of connections in the flowtable. */
const flowtableNeedsTheCache: Check = (config, report, profile) => {
  if (config.policy?.flowtable !== true) return;
  if (resolveHa(config, profile).externalCache) return;
  const message = "the backup's kernel refuses copies of connections that take the short cut";
  report("FW057", path, message, "set `externalCache: true` under ha.stateSync");
};

/** Who uses a flowtable knows what is missing after a restart of conntrackd. */
const flowtableEscapesTheResync: Check = (config, report) => {
  if (config.policy?.flowtable !== true) return;
  const message =
    "after a restart of conntrackd the copies of connections that take the short cut are incomplete";
  report("FW058", path, message);
};

/** Some direction uses it. */
const flowtableHasUse: Check = (config, report) => {
  if (config.policy?.flowtable !== true) return;
  if (resolveFlowtable(resolveTraffic(config)).pairs.length > 0) return;
  const message = "no two sides are connected by rules without helpers, each by cards of its own";
  report("FW059", path, message, "remove `flowtable`");
};

/** In the order of their findings. */
export const flowtableChecks: readonly Check[] = [
  flowtableNeedsTheCache,
  flowtableEscapesTheResync,
  flowtableHasUse,
];
