import type { Model } from "fw-config";

import type { FaultStep } from "../faults/step.ts";
import { seededRandom } from "./random.ts";

/** A sequence of faults; the same seed gives the same one for the same model. */
export interface Schedule {
  readonly seed: number;
  readonly steps: readonly FaultStep[];
}

const FEWEST = 2;
const MOST = 5;

/**
 * Draws a schedule: faults with pauses of random length between them, and a
 * heal at the end. Only one firewall is out of order at a time, because a pair
 * promises no more; a fault during the other's return is drawn on purpose.
 */
export function drawSchedule(model: Model, seed: number): Schedule {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const kinds = faultKinds(model);
  const count = FEWEST + below(MOST - FEWEST + 1);
  const steps = Array.from({ length: count }, (): readonly FaultStep[] => {
    const make = kinds[below(kinds.length)];
    const node = below(4) === 0 ? "backup" : "primary";
    const lasts: FaultStep = { do: "wait", ms: 50 + below(2_500) };
    const between: FaultStep = { do: "wait", ms: below(2_000) };
    return make === undefined ? [] : [...make(node), lasts, { do: "heal" }, settle, between];
  });
  return { seed, steps: steps.flat() };
}

/** A pair that has lost a member needs a moment until it can lose the other one. */
const settle: FaultStep = { do: "settle" };

function faultKinds(model: Model): readonly ((node: string) => readonly FaultStep[])[] {
  const links = [...new Set(model.ha.vips.map((vip) => vip.interface)), model.ha.syncInterface];
  return [
    (node) => [{ do: "power", node, action: "off" }],
    (node) => [{ do: "power", node, action: "stop" }],
    (node) => [{ do: "power", node, action: "pause" }],
    (node) => [{ do: "isolate", node }],
    (node) => [{ do: "kill", node, daemon: "keepalived", hard: true }],
    (node) => [{ do: "kill", node, daemon: "keepalived", hard: false }],
    (node) => [{ do: "kill", node, daemon: "conntrackd", hard: true }],
    () => [{ do: "switchover" }],
    () => [{ do: "starve", ms: 1_000 }],
    ...links.map((iface) => (node: string): readonly FaultStep[] => [
      { do: "link", node, iface, state: "down" },
    ]),
  ];
}
