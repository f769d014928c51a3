import { listOf } from "../config/lists.ts";
import type { Check } from "./check.ts";

/** The published files leave nothing to choose. */
const publishedIsFixed: Check = (config, report) => {
  if (config.ha.compat !== "published") return;
  const { vrrp, stateSync } = config.ha;
  if (vrrp !== undefined) {
    report(
      "FW049",
      ["ha", "vrrp"],
      "the published configuration fixes the election",
      "remove `vrrp`",
    );
  }
  if (config.ha.hooks !== undefined) {
    const message = "the published notify script runs no other programs";
    report("FW049", ["ha", "hooks"], message, "remove `hooks`, or `compat: published`");
  }
  const hasChoice = stateSync.transport === "unicast" || stateSync.externalCache === false;
  if (hasChoice || listOf(stateSync.network).length > 1) {
    const message = "the published state sync is multicast on one link, with an external cache";
    report("FW049", ["ha", "stateSync"], message);
  }
  const vips = Object.values(config.firewall.interfaces).map((entry) => listOf(entry.vip));
  const sides = vips.filter((list) => list.length > 0);
  if (sides.length !== 2 || sides.some(([vip, more]) => more !== undefined || vip?.includes(":"))) {
    const message = "the published configuration has two sides with one IPv4 virtual address each";
    report("FW049", ["firewall", "interfaces"], message);
  }
};

/** What is known against the published files, each with the number that shows it. */
const weaknesses: readonly string[] = [
  "keepalived does not know the state SLAVE and uses BACKUP",
  "keepalived cuts the password to eight characters and sends it in clear",
  "adverts every 3 s: a failure cost 9.4 s of UDP and 13.5 s of TCP when measured",
];

/** Whoever runs the published files is told what is wrong with them. */
const publishedIsWeak: Check = (config, report) => {
  if (config.ha.compat !== "published") return;
  for (const weakness of weaknesses) report("FW050", ["ha", "compat"], weakness);
};

/** In the order of their findings. */
export const publishedChecks: readonly Check[] = [publishedIsFixed, publishedIsWeak];
