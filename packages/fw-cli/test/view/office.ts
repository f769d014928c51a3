/** The text of a configuration with a pair, a server, and the hosts given as indented lines of YAML. */
export const office = (hosts: string): string => `
name: office
networks:
  lan: { subnet: 10.0.0.0/24, bridge: br0 }
  wan: { subnet: 10.0.1.0/24, bridge: br1 }
  sync: { subnet: 10.0.2.0/24, bridge: br2 }
firewall:
  members: { fw-1: {}, fw-2: {} }
  interfaces:
    eth0: { network: lan, vip: 10.0.0.100 }
    eth1: { network: wan, vip: 10.0.1.100 }
    eth2: { network: sync }
ha: { stateSync: { network: sync } }
hosts:
  server: { kind: lab-host, network: wan, address: 10.0.1.9 }
${hosts}
policy: { rules: [{ from: lan, to: wan, services: [ssh] }] }
`;
