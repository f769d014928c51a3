import { deepFreeze } from "../values/freeze.ts";
import { readonlyMap } from "./readonly-map.ts";
import type { PortProtocol, PortRange, ServiceMatch } from "./types.ts";

function ports(
  name: string,
  transport: PortProtocol,
  list: readonly (number | readonly [number, number])[],
  helper?: string,
): ServiceMatch {
  const ranges = list.map((port): PortRange => {
    const [low, high] = typeof port === "number" ? [port, port] : port;
    return { low, high };
  });
  const base = { kind: "ports", name, protocol: transport, ports: ranges } as const;
  return helper === undefined ? base : { ...base, helper };
}

/** A port on TCP and on UDP. */
function both(name: string, port: number): readonly ServiceMatch[] {
  return [ports(name, "tcp", [port]), ports(name, "udp", [port])];
}

function protocol(name: string, number: number): ServiceMatch {
  return { kind: "protocol", name, number };
}

/**
 * Well-known services by their IANA names (Service Name and Transport Protocol Port Number
 * Registry; Protocol Numbers), and a few by the name that everybody uses.
 */
export const builtinServices: ReadonlyMap<string, readonly ServiceMatch[]> = readonlyMap<
  string,
  readonly ServiceMatch[]
>(
  deepFreeze<readonly (readonly [string, readonly ServiceMatch[]])[]>([
    ["echo", [ports("echo", "tcp", [7])]],
    ["ftp", [ports("ftp", "tcp", [21], "ftp")]],
    ["ssh", [ports("ssh", "tcp", [22])]],
    ["telnet", [ports("telnet", "tcp", [23])]],
    ["smtp", [ports("smtp", "tcp", [25])]],
    ["domain", both("domain", 53)],
    ["dns", both("dns", 53)],
    ["bootps", [ports("bootps", "udp", [67])]],
    ["tftp", [ports("tftp", "udp", [69], "tftp")]],
    ["http", [ports("http", "tcp", [80])]],
    ["kerberos", both("kerberos", 88)],
    ["pop3", [ports("pop3", "tcp", [110])]],
    ["sunrpc", both("sunrpc", 111)],
    ["ntp", [ports("ntp", "udp", [123])]],
    ["imap", [ports("imap", "tcp", [143])]],
    ["snmp", [ports("snmp", "udp", [161])]],
    ["snmptrap", [ports("snmptrap", "udp", [162])]],
    ["bgp", [ports("bgp", "tcp", [179])]],
    ["ldap", both("ldap", 389)],
    ["https", [ports("https", "tcp", [443])]],
    ["http3", [ports("http3", "udp", [443])]],
    ["submissions", [ports("submissions", "tcp", [465])]],
    ["isakmp", [ports("isakmp", "udp", [500])]],
    ["syslog", [ports("syslog", "udp", [514])]],
    ["submission", [ports("submission", "tcp", [587])]],
    ["ldaps", [ports("ldaps", "tcp", [636])]],
    ["domain-s", [ports("domain-s", "tcp", [853])]],
    ["imaps", [ports("imaps", "tcp", [993])]],
    ["pop3s", [ports("pop3s", "tcp", [995])]],
    ["openvpn", [ports("openvpn", "udp", [1194])]],
    ["pptp", [ports("pptp", "tcp", [1723], "pptp")]],
    ["radius", [ports("radius", "udp", [1812])]],
    ["radius-acct", [ports("radius-acct", "udp", [1813])]],
    ["nfs", [ports("nfs", "tcp", [2049])]],
    ["mysql", [ports("mysql", "tcp", [3306])]],
    ["ms-wbt-server", [ports("ms-wbt-server", "tcp", [3389])]],
    ["ipsec-nat-t", [ports("ipsec-nat-t", "udp", [4500])]],
    ["sip", [ports("sip", "udp", [5060], "sip"), ports("sip", "tcp", [5060], "sip")]],
    ["postgresql", [ports("postgresql", "tcp", [5432])]],
    ["vnc", [ports("vnc", "tcp", [[5900, 5999]])]],
    ["spice", [ports("spice", "tcp", [[5900, 5999]])]],
    ["redis", [ports("redis", "tcp", [6379])]],
    ["irc", [ports("irc", "tcp", [6667], "irc")]],
    ["http-alt", [ports("http-alt", "tcp", [8080])]],
    ["amanda", [ports("amanda", "udp", [10_080], "amanda")]],
    ["traceroute", [ports("traceroute", "udp", [[33_434, 33_534]])]],
    ["wireguard", [ports("wireguard", "udp", [51_820])]],
    ["h323", [ports("h323", "tcp", [1720], "Q.931"), ports("h323", "udp", [1719], "RAS")]],
    ["ping", [{ kind: "icmp", name: "ping", v4: ["echo-request"], v6: ["echo-request"] }]],
    ["gre", [protocol("gre", 47)]],
    ["esp", [protocol("esp", 50)]],
    ["ah", [protocol("ah", 51)]],
    ["ospf", [protocol("ospf", 89)]],
  ] as const),
);
