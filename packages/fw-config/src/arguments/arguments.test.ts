import { expect, test } from "vitest";

import { exampleModel, exampleText } from "../../test/artifacts.ts";
import { configJsonSchema } from "../config/json-schema.ts";
import * as fw from "../index.ts";

const model = exampleModel("seed");
const packet = { protocol: "tcp", source: "192.168.2.4", destination: "192.168.0.3" } as const;
const text = exampleText("seed");

/** Everything that a caller in JavaScript can hand in by mistake. */
const wrong: readonly unknown[] = [
  undefined,
  null,
  5,
  Number.NaN,
  true,
  Symbol("s"),
  () => 1,
  [],
  {},
  new Map(),
  5n,
  "text",
  { config: {} },
  { name: "x" },
  Object.create(null),
];

type Call = (value: never) => unknown;

/** Each public function with one wrong argument at a time; what it takes anyway is no fault. */
const calls: Readonly<Record<string, Call>> = {
  "check(source)": (value) => fw.check(value),
  "check(options)": (value) => fw.check(text, value),
  "check(profile)": (profile) => fw.check(text, { profile }),
  "check(timers)": (timers) => fw.check(text, { timers }),
  "check(file)": (file) => fw.check(text, { file }),
  "parse(text)": (value) => fw.parse(value),
  "parse(options)": (value) => fw.parse(text, value),
  "validate(value)": (value) => fw.validate(value),
  "resolve(config)": (value) => fw.resolve(value),
  "resolve(options)": (value) => fw.resolve({} as never, value),
  "render(model)": (value) => fw.render(value),
  "analyzePolicy(model)": (value) => fw.analyzePolicy(value),
  "reachability(model)": (value) => fw.reachability(value),
  "reachability(options)": (value) => fw.reachability(model, value),
  "reachEndpoints(model)": (value) => fw.reachEndpoints(value),
  "compilePolicy(model)": (value) => fw.compilePolicy(value),
  "compilePolicy(options)": (value) => fw.compilePolicy(model, value),
  "compilePolicy(role)": (role) => fw.compilePolicy(model, { role }),
  "evaluate(model)": (value) => fw.evaluate(value, packet),
  "evaluate(packet)": (value) => fw.evaluate(model, value),
  "evaluate(protocol)": (protocol) => fw.evaluate(model, { ...packet, protocol }),
  "evaluate(state)": (value) => fw.evaluate(model, packet, value),
  "explain(model)": (value) => fw.explain(value, [], packet),
  "explain(artifacts)": (value) => fw.explain(model, value, packet),
  "parseFlow(text)": (value) => fw.parseFlow(value),
  "failoverBudget(model)": (value) => fw.failoverBudget(value),
  "failoverBudget(connections)": (value) => fw.failoverBudget(model, value),
  "tcpStall(outageMs)": (value) => fw.tcpStall(value),
  "suggest(word)": (value) => fw.suggest(value, []),
  "suggest(known)": (value) => fw.suggest("word", value),
  "hasErrors(diagnostics)": (value) => fw.hasErrors(value),
  "formatDiagnostic(diagnostic)": (value) => fw.formatDiagnostic(value, text),
  "qemuArgv(model)": (value) => fw.qemuArgv(value, model.nodes[0] as fw.Node, {} as fw.Machine),
  "qemuArgv(node)": (value) => fw.qemuArgv(model, value, {} as fw.Machine),
};

/** `explain` and `evaluate` document a RangeError for what is well formed and not there. */
function isCoded(error: unknown): boolean {
  return (
    (error instanceof fw.ArgumentError && error.code === "argument-invalid") ||
    error instanceof RangeError
  );
}

function thrownBy(call: Call, value: unknown): unknown {
  try {
    call(value as never);
    return undefined;
  } catch (error) {
    return error;
  }
}

test.each(Object.entries(calls))(
  "%s answers, or throws an error that says what was given",
  (_name, call) => {
    const thrown = wrong.map((value) => thrownBy(call, value)).filter((error) => error);
    expect(thrown.filter((error) => !isCoded(error)).map(String)).toStrictEqual([]);
  },
);

test("a wrong profile is named with what there is", () => {
  expect(() => fw.check(text, { profile: "bogus" as never })).toThrow(
    'check: options.profile: "bogus" was given; expected one of hardware, kvm, tcg, netns, published',
  );
});

test("the result of resolve is no model", () => {
  expect(() => fw.render(fw.check(text) as never)).toThrow(
    "render: model: an object was given; expected the model that resolve or check returned",
  );
});

test("no caller can change what all callers share", () => {
  const services = fw.builtinServices as Map<string, unknown>;
  expect(() => services.set("evil", [])).toThrow(TypeError);
  expect(() => Map.prototype.set.call(services, "evil", [])).toThrow(TypeError);
  expect(() => (fw.builtinServices.get("ssh") as unknown[]).push({})).toThrow(TypeError);
  expect(() => Object.assign(fw.profileTimers.hardware, { realTime: false })).toThrow(TypeError);
  expect(() => Object.assign(fw.diagnosticCodes.FW001, { title: "x" })).toThrow(TypeError);
  expect(() => Object.assign(configJsonSchema(), { title: "x" })).toThrow(TypeError);
  expect(fw.builtinServices.has("evil")).toBe(false);
  expect(new Map(fw.builtinServices).size).toBe(fw.builtinServices.size);
});
