import { type FaultStep, reloadable, services } from "./step.ts";

/**
 * Reads steps as `stepText` writes them, with `;` between them.
 *
 * @example
 * ```ts
 * parseSteps("power primary off; wait 400 ms; heal; settle");
 * ```
 * @throws RangeError with the step that is not understood
 */
export function parseSteps(text: string): readonly FaultStep[] {
  const parts = text.split(";").map((part) => part.trim());
  return parts.filter((part) => part !== "").map(parseStep);
}

function parseStep(text: string): FaultStep {
  const [verb = "", ...words] = text.split(/\s+/);
  const step = readers[verb]?.(words);
  if (step !== undefined) return step;
  throw new RangeError(`not a step: ${text}`);
}

const readers: Readonly<Record<string, (words: readonly string[]) => FaultStep | undefined>> = {
  power: ([node, action, ...rest]) =>
    node !== undefined && isAction(action) && rest.length === 0
      ? { do: "power", node, action }
      : undefined,
  kill: ([node, daemon, nine, ...rest]) =>
    node !== undefined &&
    (daemon === "keepalived" || daemon === "conntrackd") &&
    (nine === undefined || nine === "-9") &&
    rest.length === 0
      ? { do: "kill", node, daemon, hard: nine === "-9" }
      : undefined,
  link: ([node, iface, state, ...rest]) =>
    node !== undefined &&
    iface !== undefined &&
    (state === "up" || state === "down") &&
    rest.length === 0
      ? { do: "link", node, iface, state }
      : undefined,
  restart: ([node, service, ...rest]) =>
    node !== undefined && isOneOf(services, service) && rest.length === 0
      ? { do: "restart", node, service }
      : undefined,
  reload: ([node, service, ...rest]) =>
    node !== undefined && isOneOf(reloadable, service) && rest.length === 0
      ? { do: "reload", node, service }
      : undefined,
  isolate: ([node, ...rest]) =>
    node !== undefined && rest.length === 0 ? { do: "isolate", node } : undefined,
  heal: (words) => (words.length === 0 ? { do: "heal" } : undefined),
  settle: (words) => (words.length === 0 ? { do: "settle" } : undefined),
  open: (words) => (words.length === 0 ? { do: "open" } : undefined),
  switchover: (words) => (words.length === 0 ? { do: "switchover" } : undefined),
  starve: (words) => timed("starve", words),
  wait: (words) => timed("wait", words),
};

function timed(verb: "starve" | "wait", words: readonly string[]): FaultStep | undefined {
  const ms = /^(\d+(?:\.\d+)?)(?: ?ms)?$/.exec(words.join(" "))?.[1];
  return ms === undefined ? undefined : { do: verb, ms: Number(ms) };
}

function isOneOf<T extends string>(words: readonly T[], word: string | undefined): word is T {
  return words.some((known) => known === word);
}

type PowerAction = Extract<FaultStep, { do: "power" }>["action"];

function isAction(word: string | undefined): word is PowerAction {
  return word !== undefined && /^(off|stop|pause|resume|on)$/.test(word);
}
