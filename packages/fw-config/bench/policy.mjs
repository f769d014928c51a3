// @ts-check
// Prints how many flows a second `evaluate` answers, by the number of rules, and as a baseline how
// many a plain reading of the rules from the top answers: the ratio shows what the index is worth.
import { compilePolicy, analyzePolicy, reachability, resolve } from "../dist/index.js";
import { largeConfig } from "./large-config.mjs";

const flowCount = 50_000;

/** A linear congruential generator (Numerical Recipes): the same flows in every run. */
function generator(seed = 1) {
  let state = seed;
  /** @param {number} below */
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** @param {import("../dist/index.js").Model} model @param {number} networks */
function flows(model, networks) {
  const next = generator();
  const ports = [22, 25, 53, 80, 123, 443, 993, 8080];
  return Array.from({ length: flowCount }, () => {
    // Half of the flows are near a rule, half are anything between two networks.
    const rule = next(2) === 0 ? model.rules[next(model.rules.length)] : undefined;
    const [from, to] = [next(networks), next(networks)];
    const near = rule?.destination?.v4[0]?.split("/")[0]?.split(".").slice(0, 3).join(".");
    return {
      protocol: /** @type {const} */ (next(4) === 0 ? "udp" : "tcp"),
      source: rule?.source?.v4[0] ?? `10.${from}.${next(250)}.${1 + next(250)}`,
      destination: `${near ?? `10.${to}.${next(250)}`}.${1 + next(250)}`,
      sourcePort: 1024 + next(60_000),
      destinationPort: ports[next(ports.length)] ?? 80,
    };
  });
}

/** @param {string} address */
function number(address) {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** @param {readonly string[]} blocks @param {string} address */
function inBlocks(blocks, address) {
  return blocks.some((text) => {
    const [first = "", prefix = "32"] = text.split("/");
    const size = 2 ** (32 - Number(prefix));
    return Math.floor(number(address) / size) === Math.floor(number(first) / size);
  });
}

/** The rules read one after the other, as if there were no ruleset: the baseline. */
/** @param {import("../dist/index.js").Model} model */
function linear(model) {
  /** @param {ReturnType<typeof flows>[number]} flow */
  return (flow) => {
    const [from, to] = [flow.source, flow.destination].map((address) =>
      model.networks.find((network) => inBlocks(network.subnets, address)),
    );
    return model.rules.find(
      (rule) =>
        rule.from.includes(from?.name ?? "") &&
        rule.to.includes(to?.name ?? "") &&
        (rule.services === undefined ||
          rule.services.some(
            (service) =>
              service.kind === "ports" &&
              service.protocol === flow.protocol &&
              service.ports.some(
                ({ low, high }) => flow.destinationPort >= low && flow.destinationPort <= high,
              ),
          )) &&
        (rule.source === undefined || inBlocks(rule.source.v4, flow.source)) &&
        (rule.destination === undefined || inBlocks(rule.destination.v4, flow.destination)),
    );
  };
}

/**
 * Milliseconds of this process's own computing: other processes on the machine do not count.
 *
 * @param {() => unknown} work
 */
function time(work) {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

for (const [rules, networks] of /** @type {const} */ ([
  [100, 50],
  [1000, 50],
  [10_000, 50],
  [30_000, 50],
  [10_000, 2],
])) {
  const { model, diagnostics } = resolve(largeConfig(rules, networks));
  if (model === undefined) throw new Error(diagnostics[0]?.message);
  const all = flows(model, networks);
  /** @type {import("../dist/index.js").Evaluator | undefined} */
  let evaluator;
  const compileMs = time(() => {
    evaluator = compilePolicy(model);
  });
  const evaluate = evaluator;
  if (evaluate === undefined) throw new Error("nothing compiled");
  const rates = Array.from({ length: 5 }, () => {
    const ms = time(() => {
      for (const flow of all) evaluate(flow);
    });
    return flowCount / (ms / 1000);
  });
  const first = rates[0] ?? 0;
  const rate = rates.toSorted((a, b) => a - b)[2] ?? 0;
  const few = all.slice(0, 100);
  const baseline = linear(model);
  const plainMs = time(() => {
    for (const flow of few) baseline(flow);
  });
  const plain = few.length / (plainMs / 1000);
  const wrong = few.filter((flow) => evaluate(flow).rule?.index !== baseline(flow)?.index).length;
  const cells = [
    `${String(rules).padStart(6)} rules ${String(networks).padStart(3)} networks`,
    `compile ${compileMs.toFixed(0).padStart(5)} ms`,
    `evaluate ${Math.round(rate).toLocaleString("en").padStart(9)} flows/s (cold ${Math.round(first).toLocaleString("en")})`,
    `linear ${Math.round(plain).toLocaleString("en").padStart(8)}`,
    `x${(rate / plain).toFixed(0)}`,
    `${wrong} differ`,
  ];
  if (networks === 50 || rules <= 1000) {
    cells.push(`analyze ${time(() => analyzePolicy(model)).toFixed(0)} ms`);
    cells.push(`matrix ${time(() => reachability(model)).toFixed(0)} ms`);
  }
  console.log(cells.join("  "));
}

// What a policy of rules that repeat or overlap costs beside one of different rules: the same number,
// in the same run. A repeated rule must cost no more than another. Rules that all cross each other cost
// the most, and that is a bound, not a growth: each meets every other, so that there are as many real
// contradictions as pairs, and a rule is taken as reached only where what is left of it after all the
// others is known. No order of the rules spares that; what `meet` and `workEach` allow each of them does.
const count = 10_000;
const different = largeConfig(count, 2);
const [usual = { from: "net-0", to: "net-1" }] = different.policy?.rules ?? [];
/** @param {(i: number) => Partial<import("../dist/index.js").RuleConfig>} change */
const shape = (change) => ({
  ...different,
  policy: { rules: Array.from({ length: count }, (_, i) => ({ ...usual, ...change(i) })) },
});
/** @type {Readonly<Record<string, import("../dist/index.js").Config>>} */
const shapes = {
  different,
  repeated: shape(() => ({})),
  "repeated, other actions": shape((i) => ({ action: i % 2 === 0 ? "drop" : "accept" })),
  "repeated, other limits": shape((i) => ({ limit: { newPerSecond: i + 1 } })),
  nested: shape((i) => ({ source: `10.0.0.0/${16 + (i % 17)}` })),
  crossing: shape((i) =>
    i % 2 === 0
      ? { source: `10.0.${i >> 8}.${i & 255}`, destination: "10.1.0.0/16", action: "drop" }
      : { source: "10.0.0.0/16", destination: `10.1.${i >> 8}.${i & 255}` },
  ),
};
let first = 0;
for (const [name, config] of Object.entries(shapes)) {
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(diagnostics[0]?.message);
  let findings = 0;
  const ms = time(() => {
    findings = analyzePolicy(model).length;
  });
  first ||= ms;
  console.log(
    `${count} rules, ${name.padEnd(24)} analyze ${ms.toFixed(0).padStart(6)} ms  x${(ms / first).toFixed(2)} of different  ${findings} findings`,
  );
}
