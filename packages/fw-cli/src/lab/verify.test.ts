import { readFileSync } from "node:fs";

import { check, type Node } from "fw-config";
import { expect, it } from "vitest";

import { sharedLink } from "./verify.ts";

const seed = readFileSync(new URL("../../../../fw.config.yaml", import.meta.url), "utf8");
const beside = seed.replace(
  /^hosts:\n/m,
  "hosts:\n  printer: { network: server, address: 192.168.0.9 }\n",
);

it("finds the clients that reach the lab host without a firewall", () => {
  const nodes = check(beside, { profile: "netns" }).model?.nodes ?? [];
  const named = (wanted: string): Node => {
    const found = nodes.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`${wanted} is not in the config`);
    return found;
  };
  expect(sharedLink(named("printer"), named("omarine"))).toBe("server");
  expect(sharedLink(named("client"), named("omarine"))).toBeUndefined();
});
