import type { Severity } from "./diagnostic.ts";

/** What a code means, for people: the source of the documentation page. */
export interface CodeEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly explanation: string;
}

/** The closed union of all codes. */
export type DiagnosticCode =
  | "FW001"
  | "FW002"
  | "FW003"
  | "FW004"
  | "FW005"
  | "FW010"
  | "FW011"
  | "FW012"
  | "FW013"
  | "FW014"
  | "FW015"
  | "FW016"
  | "FW017"
  | "FW018"
  | "FW019"
  | "FW020"
  | "FW021"
  | "FW022"
  | "FW023"
  | "FW024"
  | "FW025"
  | "FW026";

/** Every code with its meaning. A code keeps its number and its meaning for ever. */
export const diagnosticCodes: Readonly<Record<DiagnosticCode, CodeEntry>> = {
  FW001: {
    severity: "error",
    title: "The text is not YAML",
    explanation:
      "The file cannot be read as YAML 1.2: a syntax error, a tab used for indentation, a key given twice, or aliases that expand without end.",
  },
  FW002: {
    severity: "error",
    title: "Unknown field",
    explanation:
      "The configuration has a field that does not exist. Fields are strict, so that a misspelt one cannot be ignored in silence.",
  },
  FW003: {
    severity: "error",
    title: "Wrong type or value",
    explanation: "A field has a value of the wrong type, or one outside its range.",
  },
  FW004: {
    severity: "error",
    title: "Missing field",
    explanation: "A required field is not there.",
  },
  FW005: {
    severity: "error",
    title: "The text is too large",
    explanation:
      "The configuration is longer than 8 MiB of text. A file of that size is not a configuration, or it should be given as an object.",
  },
  FW010: {
    severity: "error",
    title: "Unknown network",
    explanation: "A field names a network that is not defined under `networks`.",
  },
  FW011: {
    severity: "error",
    title: "Virtual address outside its subnet",
    explanation:
      "A virtual address must lie in a subnet of the interface's network, or its hosts cannot reach it by ARP or neighbour discovery.",
  },
  FW012: {
    severity: "error",
    title: "Not a pair",
    explanation:
      "The state sync works between two firewalls: `firewall.members` must name exactly two.",
  },
  FW013: {
    severity: "error",
    title: "Address used twice",
    explanation:
      "Two machines, or a machine and a virtual address, have the same address. Both would answer, and connections would break at random.",
  },
  FW014: {
    severity: "error",
    title: "Address outside its subnet",
    explanation: "An address does not lie in a subnet of its network.",
  },
  FW015: {
    severity: "error",
    title: "Overlapping networks",
    explanation:
      "Two networks share addresses, so that a packet has no definite way. Each network needs a block of its own.",
  },
  FW016: {
    severity: "error",
    title: "Networks on one bridge",
    explanation:
      "Two networks share a bridge without different VLAN tags. They would be one network, and the firewall could be bypassed.",
  },
  FW017: {
    severity: "error",
    title: "Name used twice",
    explanation: "A host and a firewall have the same name.",
  },
  FW018: {
    severity: "error",
    title: "Two interfaces on one network",
    explanation: "Both interfaces of a firewall would answer for the same network.",
  },
  FW019: {
    severity: "error",
    title: "The sync link is not dedicated",
    explanation:
      "The state sync has no authentication and no encryption: whoever reaches it can write connections into the firewall. Its network must carry nothing else: an interface of both firewalls, no virtual address, no host.",
  },
  FW020: {
    severity: "error",
    title: "No virtual address",
    explanation:
      "Without a virtual address there is nothing for the primary to hold, and nothing that a host could use as its gateway.",
  },
  FW021: {
    severity: "error",
    title: "Advert interface without a virtual address",
    explanation:
      "Adverts must travel on a side of the firewall. On the sync link its loss would make both firewalls primary.",
  },
  FW022: {
    severity: "error",
    title: "Unknown interface",
    explanation: "A field names an interface that is not defined under `firewall.interfaces`.",
  },
  FW023: {
    severity: "error",
    title: "Unknown service",
    explanation: "A field names a service that is neither builtin nor defined under `services`.",
  },
  FW024: {
    severity: "error",
    title: "Unknown address",
    explanation:
      "A rule names something that is no host, no address set, no network, no address and no subnet.",
  },
  FW025: {
    severity: "error",
    title: "NAT without a virtual address",
    explanation:
      "Translation must use an address that moves with the primary. With the firewall's own address (masquerade) every translated connection dies in a failover.",
  },
  FW026: {
    severity: "error",
    title: "One subnet of each family at most",
    explanation: "A network has at most one IPv4 and one IPv6 subnet, and so has an address list.",
  },
};
