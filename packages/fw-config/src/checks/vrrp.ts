import { listOf } from "../config/lists.ts";
import type { TimingProfile } from "../config/profile.ts";
import { baseVirtualRouterId } from "../model/vrrp-groups.ts";
import type { Check } from "./check.ts";

/** There is a virtual address. */
const someVip: Check = (config, report) => {
  const entries = Object.values(config.firewall.interfaces);
  if (entries.some((entry) => listOf(entry.vip).length > 0)) return;
  const hint = "give at least one interface a `vip`";
  report("FW020", ["firewall", "interfaces"], "no interface has a virtual address", hint);
};

/** Adverts travel on a side, not on the sync link. */
const advertInterfaceIsASide: Check = (config, report) => {
  const name = config.ha.vrrp?.interface;
  if (name === undefined) return;
  const path = ["ha", "vrrp", "interface"];
  const entry = config.firewall.interfaces[name];
  if (entry === undefined) {
    const known = Object.keys(config.firewall.interfaces).join(", ");
    report("FW022", path, `there is no interface "${name}"`, `known: ${known}`);
  } else if (listOf(entry.vip).length === 0) {
    const hint =
      "remove it, and the first side carries the adverts: on a private link its loss alone would make both firewalls primary";
    report("FW021", path, `the interface ${name} has no virtual address`, hint);
  }
};

/** With pre-emption there is a definite primary, and somebody means it. */
const preemptionIsMeant: Check = (config, report) => {
  if (config.ha.vrrp?.preempt !== true) return;
  const path = ["ha", "vrrp", "preempt"];
  const priorities = Object.values(config.firewall.members).map((member) => member.priority);
  if (priorities[0] !== undefined && priorities[0] === priorities[1]) {
    report("FW040", path, `both firewalls have the priority ${priorities[0]}`);
  } else {
    report("FW041", path, "a returning firewall interrupts a working one", "remove `preempt`");
  }
};

/** The ids that instances a side count up to are ids. */
const virtualRouterIdsFit: Check = (config, report) => {
  const { virtualRouterId: given, instances } = config.ha.vrrp ?? {};
  if (instances !== "per-side") return;
  const first = baseVirtualRouterId(config);
  const entries = Object.values(config.firewall.interfaces);
  const sides = entries.filter((entry) => listOf(entry.vip).length > 0).length;
  const last = first + sides - 1;
  if (last <= 255) return;
  const path = ["ha", "vrrp", given === undefined ? "instances" : "virtualRouterId"];
  const message = `${sides} sides count from ${first} to ${last}`;
  const hint =
    sides > 255
      ? "use `instances: single`, or `groups` of several sides each"
      : `use ${256 - sides} or less as \`ha.vrrp.virtualRouterId\``;
  report("FW062", path, message, hint);
};

/** What is asked of keepalived exists in the version that the files are for. */
const keepalivedKnowsIt: Check = (config, report) => {
  const { authentication, keepalived = "2.2" } = config.ha.vrrp ?? {};
  if (authentication !== "hmac" || Number(keepalived) >= 2.4) return;
  const message = `keepalived ${keepalived} cannot sign adverts`;
  const hint = 'set `keepalived: "2.4"` where the firewalls have it, or remove `authentication`';
  report("FW056", ["ha", "vrrp", "authentication"], message, hint);
};

/** The shortest interval that held in our soak tests under load, in milliseconds. */
const shortestInterval: Readonly<Record<TimingProfile, number>> = {
  hardware: 20,
  kvm: 20,
  tcg: 100,
  netns: 10,
  published: 10,
};

/** The advert interval is longer than the scheduling jitter. */
const intervalIsAboveTheJitter: Check = (config, report, profile) => {
  const interval = config.ha.vrrp?.advertIntervalMs;
  const shortest = shortestInterval[profile];
  if (interval === undefined || interval >= shortest) return;
  const message = `${interval} ms is too short for ${profile}`;
  const hint = `use ${shortest} or more, or leave it out`;
  report("FW042", ["ha", "vrrp", "advertIntervalMs"], message, hint);
};

/** In the order of their findings. */
export const vrrpChecks: readonly Check[] = [
  someVip,
  advertInterfaceIsASide,
  preemptionIsMeant,
  virtualRouterIdsFit,
  keepalivedKnowsIt,
  intervalIsAboveTheJitter,
];
