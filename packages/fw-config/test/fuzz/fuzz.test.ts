import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { stringify } from "yaml";

import {
  ArgumentError,
  check,
  compilePolicy,
  explain,
  parseFlow,
  render,
  type Model,
  type Packet,
} from "../../src/index.ts";
import { anyConfig } from "../any-config.ts";
import { hostileValue, unwritable } from "./hostile.ts";
import { faultsOf } from "./invariants.ts";
import { spoiledConfig, spoiledObject, spoiledText } from "./mutate.ts";

// FW_FUZZ_RUNS=20000 FW_FUZZ_SEED=7 npx vitest run test/fuzz: so many inputs of each kind.
// One seed unless told otherwise: a run in CI asks what the last one asked.
const runs = Number(process.env["FW_FUZZ_RUNS"] ?? 100);
const seed = Number(process.env["FW_FUZZ_SEED"] ?? 20_261_128);

vi.setConfig({ testTimeout: 60_000 + runs * 1000 });

/** Computing time that no input of this size may need; other processes do not count. */
const mostMs = 20_000;

/** What is wrong with how one input is taken. */
type Faults = readonly string[];

function inTime(work: () => Faults): Faults {
  const start = process.cpuUsage();
  const faults = work();
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  return ms < mostMs ? faults : [...faults, `it took ${ms} ms`];
}

/** The files of what is accepted are sound, and the same again; anything else has a finding. */
function faultsOfConfig(input: unknown, onValid: () => void): Faults {
  const { model, diagnostics } = check(input);
  if (model === undefined) return diagnostics.length > 0 ? [] : ["neither a model nor a finding"];
  onValid();
  const artifacts = render(model);
  const again = check(input).model;
  const isSame = again !== undefined && JSON.stringify(render(again)) === JSON.stringify(artifacts);
  return [...faultsOf(artifacts), ...(isSame ? [] : ["other files at the second time"])];
}

function fuzz<T>(title: string, inputs: fc.Arbitrary<T>, faults: (input: T) => Faults): void {
  test(`${title} (FW_FUZZ_SEED=${seed})`, () => {
    const property = fc.property(inputs, (input) => {
      expect(inTime(() => faults(input))).toStrictEqual([]);
    });
    const result = fc.check(property, { numRuns: runs, seed });
    expect(fc.defaultReportMessage(result)).toBeUndefined();
  });
}

/** Of a good part of the inputs there are files to look at. */
function fuzzFiles<T>(title: string, inputs: fc.Arbitrary<T>, read: (input: T) => unknown): void {
  let valid = 0;
  fuzz(title, inputs, (input) => faultsOfConfig(read(input), () => (valid += 1)));
  test(`${title}, and is often valid`, () => {
    expect(valid).toBeGreaterThan(runs / 50);
  });
}

fuzzFiles("a spoiled object injects nothing", spoiledObject, (object) => object);
fuzzFiles("a spoiled JSON text injects nothing", spoiledConfig, (config) => JSON.stringify(config));
fuzzFiles(
  "a spoiled YAML text injects nothing",
  fc.oneof(
    spoiledConfig.map((config) => stringify(config)),
    spoiledText(anyConfig.map((config) => stringify(config))),
  ),
  (text) => text,
);

const word = fc.oneof(
  fc.constantFrom("tcp", "udp", "icmp", "gre", "10.1.0.9:5", "10.2.0.7:443", "[2001:db8:1::7]:22"),
  fc.constantFrom(">", "->", "in", "eth0", "10.1.0.9", "2001:db8:2::9", "10.1.0.10:80", "::", "0"),
  hostileValue.map(String),
);

const flowText = fc.oneof(
  fc.array(word, { maxLength: 7 }).map((words) => words.join(" ")),
  spoiledText(fc.constantFrom("tcp 10.1.0.9:5000 > 10.2.0.7:443", "icmp 10.1.0.9 > 10.2.0.9")),
);

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

fuzz(
  "a flow is read or refused with a reason, and has one fate",
  fc.tuple(anyConfig, fc.array(flowText, { minLength: 1, maxLength: 5 })),
  ([config, texts]) => {
    const { model } = check(config);
    if (model === undefined) return ["a valid configuration is refused"];
    const evaluate = compilePolicy(model);
    const artifacts = render(model);
    return texts.flatMap((text) => {
      const { packet, error } = parseFlow(text);
      if (packet === undefined) return error ? [] : ["neither a packet nor a reason"];
      const explained = faultsOfCall(() => explain(model, artifacts, packet));
      return [...faultsOfCall(() => evaluate(packet)), ...explained];
    });
  },
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

fuzz(
  "a packet that is none is refused as an argument",
  fc.tuple(anyConfig, anyPacket),
  ([config, packet]) => {
    const { model } = check(config);
    if (model === undefined) return ["a valid configuration is refused"];
    return [
      ...faultsOfCall(() => compilePolicy(model)(packet as Packet)),
      ...faultsOfCall(() => parseFlow(packet as string)),
      ...faultsOfCall(() => render(packet as Model)),
    ];
  },
);
