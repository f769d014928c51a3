// @ts-check

/**
 * A configuration of many networks and rules, the same in every run.
 *
 * @param {number} rules
 * @param {number} networks
 * @returns {import("../dist/index.js").Config}
 */
export function largeConfig(rules, networks) {
  const names = Array.from({ length: networks }, (_, i) => `net-${i}`);
  const services = ["http", "https", "ssh", "dns", "ntp", "smtp", "ping", "imaps"];
  /** @param {number} i */
  const subnet = (i) => `10.${i}.0.0/16`;
  return {
    name: "large",
    networks: Object.fromEntries([
      ...names.map((name, i) => [name, { subnet: subnet(i), bridge: `br${i}` }]),
      ["sync", { subnet: "192.168.255.0/30", bridge: "brsync" }],
    ]),
    firewall: {
      members: { "fw-1": {}, "fw-2": {} },
      interfaces: Object.fromEntries([
        ...names.map((name, i) => [`eth${i}`, { network: name, vip: `10.${i}.255.254` }]),
        [`eth${networks}`, { network: "sync" }],
      ]),
    },
    ha: { stateSync: { network: "sync" } },
    policy: {
      rules: Array.from({ length: rules }, (_, i) => {
        const from = i % networks;
        const to = (from + 1 + (Math.floor(i / networks) % (networks - 1))) % networks;
        const host = (i % 60_000) + 256;
        return {
          from: `net-${from}`,
          to: `net-${to}`,
          source: `10.${from}.${host >> 8}.${host & 255}`,
          destination: `10.${to}.${(i >> 8) % 250}.0/24`,
          services: [services[i % 8] ?? "http", services[(i + 3) % 8] ?? "https"],
        };
      }),
    },
  };
}
