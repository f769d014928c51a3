import { expect, test } from "vitest";

import { serviceSetsEnd } from "../checks/services.ts";
import type { Config } from "../config/config.ts";
import type { ServiceConfig } from "../config/service.ts";
import { resolveServices } from "./resolve.ts";

const app = { protocol: "tcp", ports: [8000] } as const;

function withServices(entries: readonly (readonly [string, ServiceConfig])[]): Config {
  return { services: Object.fromEntries(entries) } as unknown as Config;
}

/** `s0` to `sLAST`, each a set of the next one, named so often. */
function chain(length: number, often: number, last: ServiceConfig): Config {
  return withServices(
    Array.from({ length }, (_, i) => {
      const services = Array.from({ length: often }, () => `s${i + 1}`);
      return [`s${i}`, i === length - 1 ? last : { services }] as const;
    }),
  );
}

function endlessSets(config: Config): readonly unknown[] {
  const found: unknown[] = [];
  const report: Parameters<typeof serviceSetsEnd>[1] = (_code, path) => found.push(path[1]);
  serviceSetsEnd(config, report, "hardware");
  return found;
}

test.each([
  ["a chain of 50,000 sets", 50_000, 1],
  ["a chain of sets that name the next one twice", 100, 2],
])("%s is unfolded once", (_name, length, often) => {
  const config = chain(length, often, app);
  expect(resolveServices(config, ["s0", "s1"])).toMatchObject([{ name: `s${length - 1}` }]);
  expect(endlessSets(config)).toStrictEqual([]);
});

test("members keep their order, and each is there once", () => {
  const config = withServices([
    ["app", app],
    ["inner", { services: ["ssh", "app"] }],
    ["outer", { services: ["http", "inner", "ssh", "app"] }],
  ]);
  const names = resolveServices(config, ["outer", "http"]).map((match) => match.name);
  expect(names).toStrictEqual(["http", "ssh", "app"]);
});

test("a circle of 50,000 sets is found, and what leads to it or ends is not", () => {
  const circle = chain(50_000, 1, { services: ["s0"] });
  const services = { ...circle.services, before: { services: ["s0"] }, after: app };
  const found = endlessSets({ ...circle, services });
  expect(found).toHaveLength(50_000);
  expect(found).not.toContain("before");
  expect(resolveServices(circle, ["s0"])).toStrictEqual([]);
});
