import type { Config } from "../config/config.ts";
import { itemPath, listOf } from "../config/lists.ts";
import type { ConfigPath } from "../diagnostics/diagnostic.ts";
import { translatesExpectations } from "../model/firewall-facts.ts";
import {
  askedAsClient,
  hasRivals,
  isAtSeveralVips,
  hasSourceNat,
} from "../model/forwarded-servers.ts";
import { forwardingEntries, resolveDestinationNat } from "../model/forwardings.ts";
import { resolveHa } from "../model/ha.ts";
import { resolveRules } from "../model/policy.ts";
import { resolveSourceNat } from "../model/source-nat.ts";
import type { DestinationNat, Model } from "../model/types.ts";
import { helperOf } from "../services/port-service.ts";
import { resolveServices } from "../services/resolve.ts";
import type { Check } from "./check.ts";

/** What becomes of what a helper has announced when the primary fails. */
interface Loss {
  readonly helpers: readonly string[];
  readonly what: string;
  readonly hint: string;
}

/** `test/real/announced.test.ts` has tried each of them. */
const losses: readonly Loss[] = [
  {
    helpers: ["tftp"],
    what: "the answer to TFTP's first request: the backup has no copy of what it announces",
    hint: "let clients repeat a request that is not answered, or load the files over HTTP",
  },
  {
    helpers: ["sip"],
    what: "the SIP call that is being set up: the copies of what it announces evict one another",
    hint: "let phones dial again; or open fixed ports for the media with a rule, without the helper",
  },
  {
    helpers: ["Q.931", "RAS"],
    what: "H.323 calls: the kernel refuses the copy of their open H.245 connection",
    hint: "let callers dial again, or use SIP with fixed ports for the media",
  },
];

function hasHelper(config: Config, service: string, helpers: readonly string[]): boolean {
  return resolveServices(config, [service]).some((match) =>
    helpers.includes(helperOf(match) ?? ""),
  );
}

/** Where a service with one of the helpers is let through or forwarded first. */
function firstUse(config: Config, helpers: readonly string[]): ConfigPath | undefined {
  for (const [i, rule] of (config.policy?.rules ?? []).entries()) {
    if ((rule.action ?? "accept") !== "accept") continue;
    const j = listOf(rule.services).findIndex((name) => hasHelper(config, name, helpers));
    if (j >= 0) return itemPath(["policy", "rules", i, "services"], rule.services, j);
  }
  const forwarded = config.nat?.destination ?? [];
  const i = forwarded.findIndex(({ service }) => hasHelper(config, service, helpers));
  return i < 0 ? undefined : ["nat", "destination", i, "service"];
}

/** Whoever lets a protocol through knows what of it a failover ends. */
const announcementsSurvive: Check = (config, report) => {
  for (const { helpers, what, hint } of losses) {
    const path = firstUse(config, helpers);
    if (path !== undefined) report("FW107", path, `a failover loses ${what}`, hint);
  }
};

type Traffic = Pick<Model, "rules" | "sourceNat" | "destinationNat">;

/** What a failover loses, and what to do about it. */
type Lost = readonly [what: string, hint: string];

/** What clients of two hosts announce at one virtual address; undefined where there is one host. */
function lostBetweenHosts(
  earlier: readonly DestinationNat[],
  entry: DestinationNat,
): Lost | undefined {
  if (!hasRivals(earlier, entry)) return undefined;
  const helper = helperOf(entry.service);
  return [
    `what clients announce at ${entry.vip}: two hosts offer "${helper}" there`,
    "forward the service of one of them from another virtual address",
  ];
}

/** What a server opens itself; undefined when it leaves with the virtual address all the same. */
function lostOfServer(traffic: Traffic, entry: DestinationNat): Lost | undefined {
  const helper = helperOf(entry.service);
  if (helper === undefined || hasSourceNat(traffic, entry)) return undefined;
  const opens = `what a session of "${helper}" lets the host open itself`;
  if (isAtSeveralVips(traffic, entry)) {
    return [`${opens}: it is asked at two virtual addresses`, "forward the service at one of them"];
  }
  if (askedAsClient(traffic, entry, helper) !== undefined) return undefined;
  return [
    `${opens}: a rule lets it ask anybody as a client, too`,
    "name in that rule's `destination` whom it asks, or translate its network with `nat.source`",
  ];
}

/**
 * A passive FTP session writes the server's address, and the kernel puts the virtual one in its
 * place. With another length it has to shift the sequence numbers of the session from then on.
 */
function lostByShift({ family, vip, host, service }: DestinationNat): Lost | undefined {
  if (helperOf(service) !== "ftp" || family !== 4 || vip.length === host.length) return undefined;
  return [
    `passive FTP sessions towards ${host}: ${vip} is written with ${vip.length} characters instead of ${host.length}, which shifts their sequence numbers, and the copy of a session does not say so`,
    `give the server an address of ${vip.length} characters, or have clients use extended passive mode (EPSV), which names no address`,
  ];
}

/** A forwarded server keeps what its sessions announced. */
const forwardedServersSurvive: Check = (config, report) => {
  const traffic: Traffic = {
    rules: resolveRules(config),
    sourceNat: resolveSourceNat(config),
    destinationNat: resolveDestinationNat(config),
  };
  const earlier: DestinationNat[] = [];
  for (const { path, forwardings: own } of forwardingEntries(config)) {
    const [lost] = own.flatMap((forwarding) => {
      const found =
        lostBetweenHosts(earlier, forwarding) ??
        lostOfServer(traffic, forwarding) ??
        lostByShift(forwarding);
      return found === undefined ? [] : [found];
    });
    earlier.push(...own);
    if (lost === undefined) continue;
    const [what, hint] = lost;
    report("FW107", path, `a failover loses ${what}`, hint);
  }
};

/** The backup knows what was announced before it is promoted. */
const cacheHoldsNothingBack: Check = (config, report, profile) => {
  const ha = resolveHa(config, profile);
  if (!ha.externalCache || config.ha.stateSync.externalCache === undefined) return;
  const model = {
    ha,
    rules: resolveRules(config),
    sourceNat: resolveSourceNat(config),
    destinationNat: resolveDestinationNat(config),
  };
  if (!translatesExpectations(model)) return;
  const message =
    "a failover loses an announced connection that arrives before the cache is committed: nothing says which host it is for";
  const hint =
    config.policy?.flowtable === true
      ? "remove `externalCache` and the `flowtable` that needs it, or begin such a session again"
      : "remove `externalCache`";
  report("FW107", ["ha", "stateSync", "externalCache"], message, hint);
};

/** In the order of their findings. */
export const failoverChecks: readonly Check[] = [
  announcementsSurvive,
  forwardedServersSurvive,
  cacheHoldsNothingBack,
];
