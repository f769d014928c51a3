import { expect, test } from "vitest";

import { render, resolve, type Config } from "../src/index.ts";
import { manySides } from "./corpus/many-sides.ts";

/** The blocks of addresses of each instance in the first firewall's keepalived.conf. */
function addressBlocks(config: Config): readonly (readonly [string, number])[] {
  const { model, diagnostics } = resolve(config);
  if (model === undefined) throw new Error(JSON.stringify(diagnostics));
  const { content = "" } =
    render(model).find(({ path }) => path.endsWith("/keepalived.conf")) ?? {};
  return [...content.matchAll(/^ +(virtual_ipaddress\w*) \{\n([^}]*)\}/gm)].map(
    ([, name = "", lines = ""]) => [name, lines.trim().split("\n").length],
  );
}

test("an advert of IPv4 names 255 addresses at most; the others are held beside it", () => {
  expect(addressBlocks(manySides({ sides: 254 }))).toStrictEqual([["virtual_ipaddress", 255]]);
  expect(addressBlocks(manySides({ sides: 300 }))).toStrictEqual([
    ["virtual_ipaddress", 255],
    ["virtual_ipaddress_excluded", 46],
  ]);
});

test("an advert of IPv6 names what fits the smallest packet of IPv6", () => {
  expect(addressBlocks(manySides({ sides: 100, ipv6: true }))).toStrictEqual([
    ["virtual_ipaddress", 101],
    ["virtual_ipaddress", 76],
    ["virtual_ipaddress_excluded", 24],
  ]);
});
