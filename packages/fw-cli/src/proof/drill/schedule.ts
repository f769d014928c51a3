import type { Model } from "fw-config";

import { type FaultStep, reloadable, services } from "../../faults/step.ts";
import { seededRandom } from "./random.ts";

/** A sequence of faults; the same seed gives the same one for the same model. */
export interface Schedule {
  readonly seed: number;
  readonly steps: readonly FaultStep[];
}

const MOST = 2;
const LOOK_MS = 600;

/**
 * Draws a schedule: one or two faults, each healed and settled, with
 * connections that begin in their midst, and at last a crash of the primary,
 * which shows whether the pair was as complete as it said.
 *
 * What the laws of the system forbid to ask is not drawn: between two faults
 * the pair settles, because a pair that has lost a member, or whose copies are
 * not complete yet, cannot lose the other one without loss. A firewall that
 * comes back while the other is still taking over is drawn on purpose.
 */
export function drawSchedule(model: Model, seed: number): Schedule {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const kinds = faultKinds(model);
  const faults = Array.from({ length: 1 + below(MOST) }, (): readonly FaultStep[] => {
    const make = kinds[below(kinds.length)];
    const node = below(3) === 0 ? "backup" : "primary";
    const fault = make?.(node) ?? [];
    // Short enough for the other one to be in the midst of its takeover.
    const ms = below(4) === 0 ? 1 + below(80) : 50 + below(1_200);
    const opened: readonly FaultStep[] = below(2) === 0 ? [{ do: "open" }] : [];
    return [...fault, { do: "wait", ms }, ...opened, { do: "heal" }, settle, pause(below(300))];
  });
  return { seed, steps: [...faults.flat(), { do: "open" }, pause(100), ...crash] };
}

/**
 * Whether every fault meets a pair that is whole, which is all that a schedule may ask: where
 * nothing lives any more, that flows die says nothing of the pair.
 */
export function isValidSchedule(steps: readonly FaultStep[]): boolean {
  let whole = true;
  let healed = true;
  for (const [index, step] of steps.entries()) {
    if (step.do === "wait" || step.do === "open") continue;
    if (step.do === "heal") healed = true;
    else if (step.do === "settle") whole = healed;
    else if (!whole || !isNoticed(step, steps[index + 1])) return false;
    else {
      whole = false;
      healed = false;
    }
  }
  return true;
}

/** A firewall that lost its copies and has not looked yet would say that it is whole. */
function isNoticed(step: FaultStep, next: FaultStep | undefined): boolean {
  if (!losesCopies(step)) return true;
  return next?.do === "wait" && next.ms >= LOOK_MS;
}

function losesCopies(step: FaultStep): boolean {
  if (step.do === "kill") return step.daemon === "conntrackd";
  return step.do === "restart" && step.service === "conntrackd";
}

function pause(ms: number): FaultStep {
  return { do: "wait", ms };
}

const settle: FaultStep = { do: "settle" };

const crash: readonly FaultStep[] = [{ do: "power", node: "primary", action: "off" }];

function faultKinds(model: Model): readonly ((node: string) => readonly FaultStep[])[] {
  const links = [...new Set(model.ha.vips.map((vip) => vip.interface)), model.ha.syncInterface];
  return [
    (node) => [{ do: "power", node, action: "off" }],
    (node) => [{ do: "power", node, action: "stop" }],
    (node) => [{ do: "power", node, action: "pause" }],
    (node) => [{ do: "isolate", node }],
    ...[true, false].flatMap((hard) => [
      (node: string): readonly FaultStep[] => [{ do: "kill", node, daemon: "keepalived", hard }],
      (node: string): readonly FaultStep[] => [
        { do: "kill", node, daemon: "conntrackd", hard },
        // A firewall looks twice a second whether its copies are complete.
        pause(LOOK_MS),
      ],
    ]),
    ...services.map((service) => (node: string): readonly FaultStep[] => [
      { do: "restart", node, service },
      ...(service === "conntrackd" ? [pause(LOOK_MS)] : []),
    ]),
    ...reloadable.map((service) => (node: string): readonly FaultStep[] => [
      { do: "reload", node, service },
    ]),
    () => [{ do: "switchover" }],
    () => [{ do: "starve", ms: 600 }],
    ...links.map((iface) => (node: string): readonly FaultStep[] => [
      { do: "link", node, iface, state: "down" },
    ]),
  ];
}
