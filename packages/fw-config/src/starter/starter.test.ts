import { readFile } from "node:fs/promises";

import { expect, test } from "vitest";

import { check } from "../check.ts";
import { evaluate } from "../policy/evaluate.ts";
import { starterConfig, type StarterOptions } from "./starter.ts";
import { starterTemplates } from "./templates.ts";

const flags = [true, false];
const everyOption: readonly StarterOptions[] = [
  ["lan"],
  ["lan", "dmz"],
  ["a", "b", "c", "d"],
].flatMap((zones) =>
  flags.flatMap((uplink) =>
    flags.flatMap((nat) =>
      flags.flatMap((ipv6) =>
        flags.flatMap((vlans) =>
          flags.map((hosts) => ({ name: "mine", zones, uplink, nat, ipv6, vlans, hosts })),
        ),
      ),
    ),
  ),
);

const script = new URL("../../scripts/articles.mjs", import.meta.url).href;

test("the template of the articles is what the script makes of the repository's config", async () => {
  const { articlesSource } = (await import(script)) as { articlesSource: () => string };
  const module = new URL("articles.generated.ts", import.meta.url);
  expect(articlesSource()).toBe(await readFile(module, "utf8"));
});

test("every combination of answers gives a config without a finding", () => {
  const possible = everyOption.filter(({ zones, uplink }) => uplink || zones.length > 1);
  expect(possible).toHaveLength(80);
  for (const options of possible) {
    const { diagnostics } = check(starterConfig(options));
    expect({ options, diagnostics }).toEqual({ options, diagnostics: [] });
  }
});

test.each(starterTemplates)("the template $name is free of findings", ({ text }) => {
  expect(check(text).diagnostics).toEqual([]);
});

test("a zone reaches the outside with the virtual address, and nobody comes in", () => {
  const { model } = check(starterTemplates[0]?.text ?? "");
  if (model === undefined) throw new Error("no model");
  const out = evaluate(model, {
    protocol: "tcp",
    source: "10.0.1.50",
    sourcePort: 40_000,
    destination: "198.51.100.7",
    destinationPort: 443,
  });
  expect([out.verdict, out.nat?.source?.to.address]).toEqual(["accept", "192.0.2.10"]);
  const back = evaluate(model, {
    protocol: "tcp",
    source: "198.51.100.7",
    sourcePort: 40_000,
    destination: "10.0.1.50",
    destinationPort: 443,
  });
  expect(back.verdict).toBe("drop");
});

test("two hundred zones are still one config", () => {
  const zones = Array.from({ length: 200 }, (_, i) => `zone-${i}`);
  const text = starterConfig({
    name: "many",
    zones,
    uplink: true,
    nat: true,
    ipv6: true,
    vlans: true,
    hosts: false,
  });
  expect(check(text).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});
