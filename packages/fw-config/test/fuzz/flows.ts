import fc from "fast-check";
import { fuzzKind, type Faults, type FuzzKind } from "toolkit/testing/fuzz";
import { hostileValue, unwritable } from "toolkit/testing/hostile-value";
import { spoiledText } from "toolkit/testing/spoiled-text";

import {
  ArgumentError,
  check,
  compilePolicy,
  explain,
  parseFlow,
  render,
  type Artifact,
  type Config,
  type Evaluator,
  type Model,
  type Packet,
} from "../../src/index.ts";
import { baseConfig } from "./bases.ts";

/** What is asked about flows. */
interface Ready {
  readonly model: Model;
  readonly evaluate: Evaluator;
  readonly artifacts: readonly Artifact[];
}

const ready = new WeakMap<Config, Ready>();

/** Many flows are asked of one configuration, which is made ready once; undefined when it is refused. */
function readyOf(config: Config): Ready | undefined {
  const known = ready.get(config);
  const { model } = known ?? check(config);
  if (known !== undefined || model === undefined) return known;
  const made = { model, evaluate: compilePolicy(model), artifacts: render(model) };
  ready.set(config, made);
  return made;
}

/** What is asked of a valid configuration. */
function ofValid(config: Config, faults: (ready: Ready) => Faults): Faults {
  const made = readyOf(config);
  return made === undefined ? ["a valid configuration is refused"] : faults(made);
}

/** What `evaluate` documents for texts that are no addresses, or not of one family. */
const documented = /^RangeError: .* (is no IPv4 or IPv6 address|are of different families)$/su;

function isRefusal(error: unknown): boolean {
  return error instanceof ArgumentError || documented.test(String(error));
}

/** Does something that may refuse its arguments, and nothing else; what it says is said again. */
function faultsOfCall(work: () => unknown): Faults {
  try {
    return JSON.stringify(work()) === JSON.stringify(work()) ? [] : ["another answer"];
  } catch (error) {
    return isRefusal(error) ? [] : [`an exception: ${String(error)}`];
  }
}

const word = fc.oneof(
  fc.constantFrom("tcp", "udp", "icmp", "gre", "10.1.0.9:5", "10.2.0.7:443", "[2001:db8:1::7]:22"),
  fc.constantFrom(">", "->", "in", "eth0", "10.1.0.9", "2001:db8:2::9", "10.1.0.10:80", "::", "0"),
  hostileValue.map(String),
);

const flowText = fc.oneof(
  fc.array(word, { maxLength: 7 }).map((words) => words.join(" ")),
  spoiledText(fc.constantFrom("tcp 10.1.0.9:5000 > 10.2.0.7:443", "icmp 10.1.0.9 > 10.2.0.9")),
);

const flows = fuzzKind(
  "a flow is read or refused with a reason, and has one fate",
  fc.tuple(baseConfig, fc.array(flowText, { minLength: 1, maxLength: 5 })),
  ([config, texts]) =>
    ofValid(config, ({ model, evaluate, artifacts }) =>
      texts.flatMap((text) => {
        const { packet, error } = parseFlow(text);
        if (packet === undefined) return error ? [] : ["neither a packet nor a reason"];
        const explained = faultsOfCall(() => explain(model, artifacts, packet));
        return [...faultsOfCall(() => evaluate(packet)), ...explained];
      }),
    ),
);

const anyField = fc.oneof(
  hostileValue,
  unwritable.map((make) => make()),
  fc.constantFrom<unknown>("tcp", "10.1.0.9", "10.2.0.7", 443, "icmp"),
);

const anyPacket = fc.oneof(
  anyField,
  fc.record(
    {
      protocol: anyField,
      source: anyField,
      destination: anyField,
      sourcePort: anyField,
      destinationPort: anyField,
    },
    { requiredKeys: [] },
  ),
);

const packets = fuzzKind(
  "a packet that is none is refused as an argument",
  fc.tuple(baseConfig, anyPacket),
  ([config, packet]) =>
    ofValid(config, ({ evaluate }) => [
      ...faultsOfCall(() => evaluate(packet as Packet)),
      ...faultsOfCall(() => parseFlow(packet as string)),
      ...faultsOfCall(() => render(packet as Model)),
    ]),
);

/** Whatever is given instead of a flow is read or refused. */
export const flowKinds: readonly FuzzKind[] = [flows, packets];
