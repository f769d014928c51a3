import fc from "fast-check";
import { expect, test } from "vitest";

import { contains, parseBlock } from "../../src/address/cidr.ts";
import { parseIp } from "../../src/address/ip.ts";
import { analyzePolicy } from "../../src/analysis/analyze.ts";
import {
  render,
  resolve,
  type AddressMatch,
  type Model,
  type ServiceMatch,
} from "../../src/index.ts";
import { compilePolicy } from "../../src/policy/evaluate.ts";
import { explain } from "../../src/policy/explain.ts";
import { icmpTypeNumber } from "../../src/policy/icmp-types.ts";
import { protocolNumber } from "../../src/policy/packet.ts";
import { randomConfig } from "./random-config.ts";
import { randomPackets, type NumberedPacket } from "./random-packet.ts";

/**
 * One seed, so that the counts at the end of a test are the same in every run. What fails is made
 * smaller for a minute only: nothing else could end it.
 */
const settings = {
  seed: 20_240_229,
  interruptAfterTimeLimit: 60_000,
  markInterruptAsFailure: true,
};

const timeout = 120_000;

const trial = randomConfig
  .map((config) => resolve(config).model)
  .filter((model): model is Model => model !== undefined)
  .chain((model) =>
    fc.tuple(
      fc.constant(model),
      randomPackets(model, 80, () => true),
    ),
  );

function inMatch(match: AddressMatch | undefined, address: string): boolean {
  const ip = parseIp(address);
  if (match === undefined || ip === undefined) return match === undefined;
  const found = (ip.family === 4 ? match.v4 : match.v6).some((text) => {
    const block = parseBlock(text);
    return block !== undefined && contains(block, ip);
  });
  return found !== (match.negated === true);
}

function serves(
  service: ServiceMatch,
  family: 4 | 6,
  { protocol, icmpType }: NumberedPacket,
  port: number,
): boolean {
  if (service.kind === "protocol") return service.number === protocol;
  if (service.kind === "icmp") {
    const types = (family === 4 ? service.v4 : service.v6).map((name) =>
      icmpTypeNumber(name, family),
    );
    return protocol === protocolNumber("icmp", family) && types.includes(icmpType);
  }
  return (
    protocol === protocolNumber(service.protocol, family) &&
    service.ports.some(({ low, high }) => port >= low && port <= high)
  );
}

/** The first rule that matches, straight from the model: no ruleset, no lines, no index. */
function firstRule(
  model: Model,
  packet: NumberedPacket,
  from: string,
  to: string,
  destination: string,
  port: number,
): number | undefined {
  const family = parseIp(packet.source)?.family ?? 4;
  const network = (name: string): string | undefined =>
    model.networks.find((entry) => entry.firewallInterface === name)?.name;
  return model.rules.find(
    (rule) =>
      rule.from.includes(network(from) ?? "") &&
      rule.to.includes(network(to) ?? "") &&
      // `any` is every other network: back into its own a rule must lead by name.
      (from !== to || rule.within.includes(network(to) ?? "")) &&
      inMatch(rule.source, packet.source) &&
      inMatch(rule.destination, destination) &&
      (rule.services?.some((service) => serves(service, family, packet, port)) ?? true),
  )?.index;
}

test("where the rules decide, the rule is the first of the model that matches", { timeout }, () => {
  let decided = 0;
  fc.assert(
    fc.property(trial, ([model, packets]) => {
      const evaluate = compilePolicy(model);
      for (const packet of packets) {
        const evaluation = evaluate(packet);
        const { inInterface, outInterface, nat } = evaluation;
        if (!evaluation.path.some((step) => step.text.endsWith("vmap @directions"))) continue;
        const to = nat?.destination?.to;
        const port = to?.port ?? packet.destinationPort;
        const expected = firstRule(
          model,
          packet,
          inInterface,
          outInterface ?? "",
          to?.address ?? packet.destination,
          port,
        );
        expect(evaluation.rule?.index).toBe(expected);
        decided += 1;
      }
    }),
    { ...settings, numRuns: 100 },
  );
  expect(decided).toBeGreaterThan(200);
});

test("every step that names a chain is a line of the rendered ruleset", { timeout }, () => {
  fc.assert(
    fc.property(trial, ([model, packets]) => {
      const artifacts = render(model);
      for (const packet of packets) {
        const { path } = explain(model, artifacts, packet);
        const lost = path.filter((step) => step.chain !== undefined && step.line === undefined);
        expect(lost).toStrictEqual([]);
      }
    }),
    { ...settings, numRuns: 40 },
  );
});

test(
  "a rule that is reported without effect can be removed, and no verdict changes",
  { timeout },
  () => {
    let removed = 0;
    fc.assert(
      fc.property(trial, ([model, packets]) => {
        for (const { code, path } of analyzePolicy(model)) {
          if (code === "FW103") continue;
          const rules = model.rules.filter((rule) => rule.index !== path[2]);
          const [before, after] = [compilePolicy(model), compilePolicy({ ...model, rules })];
          for (const packet of packets) {
            const evaluation = before(packet);
            // A rule within a network also opens it to packets of connections half of which it sees.
            if (evaluation.connection === "invalid") continue;
            expect(after(packet).verdict).toBe(evaluation.verdict);
          }
          removed += 1;
        }
      }),
      { ...settings, numRuns: 100 },
    );
    expect(removed).toBeGreaterThan(50);
  },
);
