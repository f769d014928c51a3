import { failoverBudget, type Model } from "fw-config";

import type { FaultStep } from "../faults/step.ts";

/** The faults that a proof gives by name. */
export const faultNames = [
  "power-off",
  "stop",
  "switchover",
  "link-tracked",
  "link-advert",
  "sync-link",
  "pause",
  "partition",
  "kill-keepalived",
  "kill-conntrackd",
  "none",
] as const;

/** See {@link faultNames}. */
export type FaultName = (typeof faultNames)[number];

const PARTITION_MS = 4_000;
const PAUSE_MS = 1_000;

/** The steps of a named fault, always at the primary. */
export function presetSteps(name: FaultName, model: Model): readonly FaultStep[] {
  const { advertInterfaces, announcedInterfaces } = failoverBudget(model);
  const [advert = ""] = advertInterfaces;
  const [tracked = advert] = announcedInterfaces;
  const node = "primary";
  const down = (iface: string): readonly FaultStep[] => [
    { do: "link", node, iface, state: "down" },
  ];
  switch (name) {
    case "power-off":
      return [{ do: "power", node, action: "off" }];
    case "stop":
      return [{ do: "power", node, action: "stop" }];
    case "switchover":
      return [{ do: "switchover" }];
    case "link-tracked":
      return down(tracked);
    case "link-advert":
      return down(advert);
    case "sync-link":
      return down(model.ha.syncInterface);
    case "pause":
      return [{ do: "power", node, action: "pause" }, { do: "wait", ms: PAUSE_MS }, { do: "heal" }];
    case "partition":
      return [{ do: "isolate", node }, { do: "wait", ms: PARTITION_MS }, { do: "heal" }];
    case "kill-keepalived":
      return [{ do: "kill", node, daemon: "keepalived", hard: true }];
    case "kill-conntrackd":
      return [{ do: "kill", node, daemon: "conntrackd", hard: true }];
    case "none":
      // What the testers themselves lose and how late they are: the floor of every other number.
      return [];
  }
}
