import { expect, test } from "vitest";

import { check } from "../check.ts";
import { defineConfig, type Config } from "./config.ts";

const base = {
  name: "office",
  networks: {
    wan: { subnet: ["192.0.2.0/24", "2001:db8::/64"], bridge: "br0" },
    lan: { subnet: "10.0.0.0/24", bridge: "br1" },
    sync: { subnet: "10.255.0.0/30", bridge: "br2" },
  },
  firewall: {
    members: { "fw-1": {}, "fw-2": { priority: 100 } },
    interfaces: {
      eth0: { network: "wan", vip: ["192.0.2.100", "2001:db8::100"] },
      eth1: { network: "lan", vip: "10.0.0.254" },
      eth2: { network: "sync" },
    },
  },
  ha: { stateSync: { network: "sync" } },
} as const;

const rows: readonly string[] = ["https", "ssh"];
const way = { from: "lan", to: "wan" } as const;

/** What must compile: `tsc --noEmit` reads this file. */
const sound: readonly Config[] = [
  defineConfig({ ...base, policy: { rules: [{ ...way, action: "drop", log: true }] } }),
  defineConfig({
    ...base,
    policy: { rules: rows.map((service) => ({ ...way, services: [service] })) },
  }),
  defineConfig({
    ...base,
    policy: {
      rules: rows.map((service) =>
        service === "ssh" ? { ...way, action: "drop" } : { ...way, services: service },
      ),
    },
  }),
  defineConfig({
    ...base,
    services: {
      app: { protocol: "tcp", ports: [80, "90-99"] },
      both: { services: ["app", "ssh"] },
    },
    policy: { rules: [{ ...way, services: "both" }] },
  }),
];

test("configurations of literals and of callbacks compile and are sound", () => {
  const again = sound.map((config) =>
    defineConfig({ ...config, policy: { rules: [...(config.policy?.rules ?? []), way] } }),
  );
  for (const config of [...sound, ...again]) expect(check(config).model).toBeDefined();
});

const misspelt = rows.map((service) => ({ ...way, service: [service] }));

/** What must not compile: an unused `@ts-expect-error` is an error. */
const unsound: readonly Config[] = [
  defineConfig({
    ...base,
    policy: {
      // @ts-expect-error -- `service` for `services`, in what a callback returns
      rules: rows.map((service) => ({ ...way, service: [service] })),
    },
  }),
  // @ts-expect-error -- the same, kept in a constant before
  defineConfig({ ...base, policy: { rules: misspelt } }),
  defineConfig({
    ...base,
    policy: {
      // @ts-expect-error -- one of several forms that a callback returns
      rules: rows.flatMap(() => [
        { ...way, log: true },
        { ...way, limits: {} },
      ]),
    },
  }),
  // @ts-expect-error -- a field of one form of a service, misspelt
  defineConfig({ ...base, services: { app: { protocol: "tcp", ports: [80], helpers: "ftp" } } }),
  // @ts-expect-error -- a field of the whole
  defineConfig({ ...base, polcy: {} }),
];

test("what does not compile is refused at run time too", () => {
  for (const config of unsound) expect(check(config).model).toBeUndefined();
});
