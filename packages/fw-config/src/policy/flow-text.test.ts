import { expect, test } from "vitest";

import { parseFlow } from "./flow-text.ts";

test("a flow with ports", () => {
  expect(parseFlow("tcp 192.168.2.4:40000 > 192.168.0.3:22")).toStrictEqual({
    packet: {
      protocol: "tcp",
      source: "192.168.2.4",
      destination: "192.168.0.3",
      sourcePort: 40_000,
      destinationPort: 22,
    },
  });
});

test("IPv6 addresses with a port stand in brackets, and the source port may be left out", () => {
  expect(parseFlow("udp 2001:db8::1 > [2001:db8:1::1]:53 in eth1")).toStrictEqual({
    packet: {
      protocol: "udp",
      source: "2001:db8::1",
      destination: "2001:db8:1::1",
      interface: "eth1",
      sourcePort: 49_152,
      destinationPort: 53,
    },
  });
});

test("protocols without ports, by name and by number", () => {
  const ends = { source: "192.0.2.1", destination: "192.0.2.2" };
  expect(parseFlow("icmp 192.0.2.1 > 192.0.2.2").packet).toStrictEqual({
    protocol: "icmp",
    ...ends,
  });
  expect(parseFlow("47 192.0.2.1 > 192.0.2.2").packet).toStrictEqual({ protocol: 47, ...ends });
});

test("a type of ICMP stands behind the protocol, by name or number", () => {
  const ends = { source: "192.0.2.1", destination: "192.0.2.2" };
  for (const type of ["timestamp-request", "13"]) {
    expect(parseFlow(`icmp:${type} 192.0.2.1 > 192.0.2.2`).packet).toStrictEqual({
      protocol: "icmp",
      icmpType: 13,
      ...ends,
    });
  }
  expect(parseFlow("icmpv6:node-information-query ::1 > ::2").packet?.icmpType).toBe(139);
});

test.each([
  ["tcp 192.0.2.1", "is no flow"],
  ["icmp:packet-too-big 192.0.2.1 > 192.0.2.2", "is no type of ICMP"],
  ["icmp:256 192.0.2.1 > 192.0.2.2", "is no type of ICMP"],
  ["tcp:13 192.0.2.1 > 192.0.2.2:1", "has no types"],
  ["", "is no flow"],
  ["tpc 192.0.2.1 > 192.0.2.2:1", '"tpc" is no protocol'],
  ["256 192.0.2.1 > 192.0.2.2", '"256" is no protocol'],
  ["tcp 192.0.2 > 192.0.2.2:1", '"192.0.2" is no address'],
  ["tcp 192.0.2.1 > 192.0.2.2:65536", '"192.0.2.2:65536" is no address'],
  ["tcp 192.0.2.1 > 192.0.2.2", '"192.0.2.2" has no port'],
  ["icmp 192.0.2.1 > 192.0.2.2:80", "icmp has no ports"],
  ["tcp 192.0.2.1 > [2001:db8::1]:1", "different families"],
])("%j is refused: %s", (text, reason) => {
  expect(parseFlow(text).error).toContain(reason);
});
