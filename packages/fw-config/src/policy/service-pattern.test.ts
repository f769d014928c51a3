import { expect, test } from "vitest";

import type { Family } from "../address/ip.ts";
import { builtinServices } from "../services/builtin.ts";
import type { PortProtocol, ServiceMatch } from "../services/types.ts";
import { matchesService, servicePatterns } from "./service-pattern.ts";

function ports(protocol: PortProtocol, low: number, high: number): ServiceMatch {
  return { kind: "ports", name: "service", protocol, ports: [{ low, high }] };
}

const services: readonly ServiceMatch[] = [
  ports("tcp", 80, 90),
  ports("tcp", 65_535, 65_535),
  ports("udp", 53, 53),
  ports("sctp", 2905, 2905),
  ports("dccp", 5004, 5004),
  ...(builtinServices.get("ping") ?? []),
  ...(builtinServices.get("gre") ?? []),
];

/** Protocol, family, and the ports or types that the services have there, of those asked about. */
test.each<[protocol: number, family: Family, values: readonly number[]]>([
  [6, 4, [80, 90, 65_535]],
  [6, 6, [80, 90, 65_535]],
  [17, 4, [53]],
  [132, 4, [2905]],
  [33, 6, [5004]],
  [1, 4, [8]],
  [1, 6, []],
  [58, 4, []],
  [58, 6, [128]],
  [50, 4, []],
])(
  "of protocol %i over IPv%i the services have %j, and nothing beside",
  (protocol, family, has) => {
    const asked = [0, 8, 53, 79, 80, 90, 91, 128, 2904, 2905, 5004, 5005, 65_534, 65_535];
    const patterns = servicePatterns(services);
    const found = asked.filter((value) =>
      patterns.some((pattern) => matchesService(pattern, family, protocol, value)),
    );
    expect(found).toStrictEqual(has);
  },
);

test("a bare protocol has every value", () => {
  const patterns = servicePatterns(services);
  const matches = (value: number): boolean =>
    patterns.some((pattern) => matchesService(pattern, 4, 47, value));
  expect([0, 80, 65_535].map(matches)).toStrictEqual([true, true, true]);
});

test("no services are any", () => {
  const [pattern, ...others] = servicePatterns(undefined);
  expect(others).toStrictEqual([]);
  expect(pattern && matchesService(pattern, 6, 255, 0)).toBe(true);
});
