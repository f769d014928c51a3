import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { exampleText, examples } from "../test/artifacts.ts";
import { check } from "./check.ts";
import { formatDiagnostic } from "./diagnostics/format.ts";

const seedFile = new URL("../../../fw.config.yaml", import.meta.url);

test("the seed's own configuration has no finding, and the model of the example", () => {
  const { model, diagnostics } = check(readFileSync(seedFile, "utf8"));
  expect(diagnostics).toStrictEqual([]);
  expect(model).toStrictEqual(check(exampleText("seed")).model);
});

test.each(examples)("%s has a model and no error", (name) => {
  const { model, diagnostics } = check(exampleText(name));
  expect(model?.name).toBeDefined();
  expect(diagnostics.filter(({ severity }) => severity === "error")).toStrictEqual([]);
});

test("findings of the model and of the policy have their place", () => {
  const text = exampleText("seed")
    .replace("vip: 192.168.0.100", "vip: 192.168.9.100")
    .replace("[ssh, http,", "[ssh, htpp,");
  const { model, diagnostics } = check(text, { file: "fw.config.yaml" });
  expect(model).toBeUndefined();
  expect(diagnostics.map((found) => formatDiagnostic(found, text)).join("\n"))
    .toMatchInlineSnapshot(`
      "fw.config.yaml:44:23: error FW023: there is no service "htpp"
       44 |       services: [ssh, htpp, ftp, echo, ping]
          |                       ^^^^
        hint: did you mean "http"?
      fw.config.yaml:17:35: error FW011: the virtual address 192.168.9.100 is not in the network "server" (192.168.0.0/24)
       17 |     eth0: { network: server, vip: 192.168.9.100 }
          |                                   ^^^^^^^^^^^^^
        hint: choose a free address of 192.168.0.0/24, or list its own subnet too: \`subnet: [192.168.0.0/24, 192.168.9.100/…]\`"
    `);
});

test("a rule without effect is found", () => {
  const text = `${exampleText("seed")}    - { from: client-side, to: server, destination: omarine, services: ssh, action: drop }\n`;
  const { model, diagnostics } = check(text);
  expect(model).toBeDefined();
  expect(diagnostics.map(({ code, path }) => [code, path.join(".")])).toStrictEqual([
    ["FW101", "policy.rules.1"],
  ]);
});
