import type { Severity } from "./diagnostic.ts";

/** What a code means, for people: the source of the documentation page. */
export interface CodeEntry {
  /** The severity of every finding with this code. */
  readonly severity: Severity;
  /** A few words, without a full stop. */
  readonly title: string;
  /** What it means and why it matters, in whole sentences. */
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
  | "FW026"
  | "FW027"
  | "FW028"
  | "FW029"
  | "FW030"
  | "FW031"
  | "FW032"
  | "FW033"
  | "FW034"
  | "FW035"
  | "FW036"
  | "FW037"
  | "FW038"
  | "FW039"
  | "FW040"
  | "FW041"
  | "FW042"
  | "FW043"
  | "FW044"
  | "FW045"
  | "FW046"
  | "FW047"
  | "FW048"
  | "FW049"
  | "FW050"
  | "FW051"
  | "FW052"
  | "FW053"
  | "FW054"
  | "FW055"
  | "FW056"
  | "FW057"
  | "FW058"
  | "FW059"
  | "FW060"
  | "FW061"
  | "FW062"
  | "FW063"
  | "FW064"
  | "FW065"
  | "FW066"
  | "FW067"
  | "FW100"
  | "FW101"
  | "FW102"
  | "FW103";

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
  FW027: {
    severity: "error",
    title: "The sync link has no IPv4 address",
    explanation:
      "The state sync runs over IPv4 on its dedicated link: its network needs an IPv4 subnet. It is a link between two machines, so that any private /30 will do.",
  },
  FW028: {
    severity: "error",
    title: "No own address",
    explanation:
      "A firewall has no address of its own in one of an interface's subnets. It needs one of each family, for adverts, for its routes, and to be reached while it is backup. The subnet is too small for the default addresses, or the given list leaves a family out.",
  },
  FW029: {
    severity: "error",
    title: "Unknown host",
    explanation: "A port forwarding names a host that is not defined under `hosts`.",
  },
  FW030: {
    severity: "error",
    title: "A service set contains itself",
    explanation: "The members of a service set lead back to the set, so that it has no end.",
  },
  FW031: {
    severity: "error",
    title: "Own service hides a builtin one",
    explanation:
      "A service has the name of a builtin one. Somebody who reads a rule would believe that it means the well-known ports.",
  },
  FW032: {
    severity: "error",
    title: "Reserved name",
    explanation:
      "`any` stands for all networks, and `host` for the machine that runs the lab: nothing else may have these names.",
  },
  FW033: {
    severity: "error",
    title: "Gateway outside every network",
    explanation:
      "A route's gateway lies in no subnet that the firewalls have an interface on, so that the route could not be set.",
  },
  FW034: {
    severity: "error",
    title: "Translation into the same network",
    explanation:
      "Source NAT between a network and itself, or a port forwarding to a host on the network that the connection comes from: the answers would not pass the firewall, and the connection would never be established.",
  },
  FW035: {
    severity: "error",
    title: "Service cannot be forwarded",
    explanation:
      "Only services with ports can be forwarded, and a port of the host can be given only when the service has exactly one port: many ports on one would leave no way back.",
  },
  FW036: {
    severity: "error",
    title: "Rule on the sync network",
    explanation:
      "A rule, management access or NAT entry names the sync network. Nothing but the state sync may use that link.",
  },
  FW037: {
    severity: "error",
    title: "The firewalls are not on this network",
    explanation:
      "A rule, management access or NAT entry names a network that no interface of the firewalls is on: its packets can neither come from there nor go there.",
  },
  FW038: {
    severity: "warning",
    title: "Unused definition",
    explanation:
      "A service, an address set or an external host is defined and nothing refers to it. Perhaps a rule misspells it, or it can be removed.",
  },
  FW039: {
    severity: "error",
    title: "Helper on the wrong protocol",
    explanation:
      "The connection tracking helper does not exist for this transport protocol; the ruleset could not be loaded.",
  },
  FW040: {
    severity: "error",
    title: "Equal priorities with pre-emption",
    explanation:
      "Two firewalls of the same priority that pre-empt each other have no definite primary.",
  },
  FW041: {
    severity: "warning",
    title: "Pre-emption",
    explanation:
      "A returning firewall of higher priority takes over from a working one. That is a failover without a failure: every return costs an interruption.",
  },
  FW042: {
    severity: "warning",
    title: "Advert interval below the jitter",
    explanation:
      "The interval is shorter than the time for which a busy machine of this kind may not run keepalived: the backup would take over from a living primary. In our soak tests 10 ms adverts without real-time priority gave 68 false takeovers in 14 s under load.",
  },
  FW043: {
    severity: "warning",
    title: "Client without a gateway",
    explanation:
      "The firewalls have no virtual address on the client's network, so that the client cannot reach any other network.",
  },
  FW044: {
    severity: "error",
    title: "Several lab hosts",
    explanation:
      "The machine that runs the lab would be on several sides of the firewall, which could be bypassed through it.",
  },
  FW045: {
    severity: "error",
    title: "Address is not a host's",
    explanation:
      "The first and the last address of an IPv4 subnet stand for the subnet and for all its hosts.",
  },
  FW046: {
    severity: "error",
    title: "Limit on a rule that does not accept",
    explanation:
      "A limit bounds what a rule lets in; a rule that drops or rejects lets nothing in.",
  },
  FW047: {
    severity: "error",
    title: "Subnet that cannot be a network",
    explanation: "Loopback, link-local, multicast and unspecified addresses do not pass a router.",
  },
  FW048: {
    severity: "error",
    title: "Names too alike",
    explanation:
      "Two network cards would have the same tap name or the same MAC on the machine that runs the lab. The names are shortened to the 15 characters that Linux allows, and a hash; choose shorter or different names.",
  },
  FW049: {
    severity: "error",
    title: "Settings that the published configuration fixes",
    explanation:
      "With `compat: published` the files are those of the source articles: the election has no settings, there are exactly two sides, each with one IPv4 virtual address, and the state sync is multicast with an external cache.",
  },
  FW050: {
    severity: "warning",
    title: "Weakness of the published configuration",
    explanation:
      "The configuration of the source articles works, and has faults that keepalived reports or that measurements show: an unknown state that is read as BACKUP, a password that is cut to eight characters and sent in clear, and adverts so rare that a failure costs about ten seconds.",
  },
  FW051: {
    severity: "error",
    title: "Interface name and tag differ",
    explanation:
      "An interface on a tagged network is a VLAN of a network card and is called after both, like eth0.10; a name with a dot anywhere else would promise a VLAN that is not there.",
  },
  FW052: {
    severity: "error",
    title: "One card on two bridges",
    explanation:
      "The networks that a card carries, one untagged and others tagged, must be on the same bridge: the card has one cable.",
  },
  FW053: {
    severity: "error",
    title: "Lab host on a tagged network",
    explanation:
      "The machine that runs the lab is reached at the bridge itself, which speaks without a tag.",
  },
  FW054: {
    severity: "error",
    title: "Bond that cannot be built",
    explanation:
      "The cards of a bond are nobody else's: not an interface of their own, and not in a second bond. The tag of a VLAN comes after the bond: the interface with the bond is on an untagged network, and tagged ones are called after it, like bond0.10.",
  },
  FW055: {
    severity: "error",
    title: "Sync links that share their fate",
    explanation:
      "A second link of the state sync is there for the moment in which the first one is gone. The same network named twice, or two networks on one card, would be gone together.",
  },
  FW056: {
    severity: "error",
    title: "Not in this version of keepalived",
    explanation:
      "The setting needs a newer keepalived than the one that the files are written for: adverts with an HMAC exist from 2.4 on. An older one does not know the word, and does not start the instance.",
  },
  FW057: {
    severity: "error",
    title: "Flowtable without an external cache",
    explanation:
      "The kernel lists a connection in the flowtable without its timeout and its TCP state, and refuses to create one from that. Without an external cache the copies of a resync go straight into the backup's kernel: measured with conntrackd 1.4.7, it refused 5 of 5, and the failover that followed found none. The cache fills in what is missing.",
  },
  FW058: {
    severity: "warning",
    title: "Flowtable and the resync",
    explanation:
      "A conntrackd that was started again under living connections reads them from the kernel, which lists those in the flowtable without their timeout and their TCP state. The copies are committed as new connections that live for a minute: measured with conntrackd 1.4.7, a busy one survived the next failover, and one that is silent for that long does not.",
  },
  FW059: {
    severity: "warning",
    title: "Flowtable without use",
    explanation:
      "Only connections between two sides without helpers are put into the flowtable, and only over interfaces that are not a bond, because it must be there when the ruleset is loaded. No pair of sides is like that.",
  },
  FW060: {
    severity: "error",
    title: "Too little video memory for its screens",
    explanation:
      "All screens of a virtual machine share one picture: 1920 × 1080 pixels of four bytes need 8 MiB a screen. With less the guest cannot switch its screens on, or only in small modes.",
  },
  FW061: {
    severity: "error",
    title: "Setting of a virtual machine for a host that is none",
    explanation:
      "`vm` and `interface` shape a client's virtual machine. A `lab-host` or an `external` host is not made by the lab, so that they would be ignored in silence.",
  },
  FW062: {
    severity: "error",
    title: "Virtual router id above 255",
    explanation:
      "The id is one byte in every advert. With an instance a side, or with groups, the ids count up from the given one, so that the last one must not exceed 255 either.",
  },
  FW063: {
    severity: "warning",
    title: "Forwarding that no rule lets in",
    explanation:
      "Destination NAT only changes where a connection goes; a rule of the policy must let it in, seen with the host's address and port. No rule between these networks accepts the service, so that the forwarding drops everything.",
  },
  FW064: {
    severity: "error",
    title: "VRRP groups beside another choice of instances",
    explanation:
      "`groups` says which instances there are and which interface carries the adverts of each. `instances` and `interface` say the same for all sides at once, so that one of the two would be ignored in silence.",
  },
  FW065: {
    severity: "error",
    title: "Interface of a VRRP group without a virtual address",
    explanation:
      "A group is elected to hold virtual addresses, and gives them up when one of its interfaces is lost. An interface that has none, like the sync link, would make its loss a failover.",
  },
  FW066: {
    severity: "error",
    title: "Side that is not in exactly one VRRP group",
    explanation:
      "With groups, every interface with a virtual address is in exactly one of them. In none, nobody would hold its virtual addresses; in two, two elections would move the same address.",
  },
  FW067: {
    severity: "error",
    title: "Adverts outside their VRRP group",
    explanation:
      "A group's adverts travel on one of its own interfaces. On another one, that one's loss would take the group with it, although the group holds nothing there.",
  },
  FW100: {
    severity: "warning",
    title: "Rule never matches",
    explanation:
      "No packet can match the rule: its families, its addresses and its networks exclude each other, or its addresses are the firewall's own, which never pass it.",
  },
  FW101: {
    severity: "warning",
    title: "Shadowed rule",
    explanation:
      "Earlier rules decide every packet that this one matches, and at least one of them decides otherwise. The rule has no effect, although it seems to have one.",
  },
  FW102: {
    severity: "warning",
    title: "Redundant rule",
    explanation:
      "The ruleset does the same without this rule: earlier rules decide the same for all that it matches, or later ones or the final drop would.",
  },
  FW103: {
    severity: "warning",
    title: "Contradictory rules",
    explanation:
      "Two rules with different actions overlap, and neither lies inside the other: their order alone decides what happens to the packets that both match.",
  },
};
