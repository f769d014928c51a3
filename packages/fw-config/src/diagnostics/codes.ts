import { deepFreeze } from "../values/freeze.ts";
import type { Severity } from "./severity.ts";

/** What a code means, for people: the source of the documentation page. */
export interface CodeEntry {
  /** The severity of every finding with this code. */
  readonly severity: Severity;
  /** A few words, without a full stop. */
  readonly title: string;
  /** What it means and why it matters, in whole sentences. */
  readonly explanation: string;
  /** What to do about it, in a few words without a full stop: the hint of a finding without a nearer one. */
  readonly cure: string;
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
  | "FW068"
  | "FW069"
  | "FW070"
  | "FW071"
  | "FW072"
  | "FW080"
  | "FW090"
  | "FW091"
  | "FW092"
  | "FW100"
  | "FW101"
  | "FW102"
  | "FW103"
  | "FW104"
  | "FW105"
  | "FW106"
  | "FW107"
  | "FW110";

/** Every code with its meaning. A code keeps its number and its meaning for ever. */
export const diagnosticCodes: Readonly<Record<DiagnosticCode, CodeEntry>> = deepFreeze({
  FW001: {
    severity: "error",
    title: "The text is not YAML",
    explanation:
      "The file cannot be read as YAML 1.2: a syntax error, a tab used for indentation, a key given twice, or aliases that expand without end.",
    cure: "mend the text at the marked place: indent with spaces, name each key once, and put quotes round a value with a colon and a space, a comma or a brace in it",
  },
  FW002: {
    severity: "error",
    title: "Unknown field",
    explanation:
      "The configuration has a field that does not exist. Fields are strict, so that a misspelt one cannot be ignored in silence.",
    cure: "remove the field, or write it as the list of fields has it: `fw check` names those that exist at this place",
  },
  FW003: {
    severity: "error",
    title: "Wrong type or value",
    explanation: "A field has a value of the wrong type, or one outside its range.",
    cure: "give a value of the kind that the message names",
  },
  FW004: {
    severity: "error",
    title: "Missing field",
    explanation: "A required field is not there.",
    cure: "add the field",
  },
  FW005: {
    severity: "error",
    title: "The text is too large",
    explanation:
      "The configuration is longer than 8 MiB of text. A file of that size is not a configuration, or it should be given as an object.",
    cure: "split what is generated into address sets with larger subnets, or build the configuration in TypeScript and pass it as an object",
  },
  FW010: {
    severity: "error",
    title: "Unknown network",
    explanation: "A field names a network that is not defined under `networks`.",
    cure: "name one of the networks under `networks`, or define this one there",
  },
  FW011: {
    severity: "error",
    title: "Virtual address outside its subnet",
    explanation:
      "A virtual address must lie in a subnet of the interface's network, or its hosts cannot reach it by ARP or neighbour discovery.",
    cure: "choose a free address of the network's subnet for the `vip`",
  },
  FW012: {
    severity: "error",
    title: "Not a pair",
    explanation:
      "The state sync works between two firewalls: `firewall.members` must name exactly two.",
    cure: "name exactly two firewalls under `firewall.members`",
  },
  FW013: {
    severity: "error",
    title: "Address used twice",
    explanation:
      "Two machines, or a machine and a virtual address, have the same address. Both would answer, and connections would break at random.",
    cure: "give one of them a free address of the subnet; a firewall's own addresses are written under `firewall.members.NAME.addresses.INTERFACE`, so that a virtual address can be the first of its subnet",
  },
  FW014: {
    severity: "error",
    title: "Address outside its subnet",
    explanation: "An address does not lie in a subnet of its network.",
    cure: "choose a free address of the network's subnet; what is behind a router there is a host of `kind: external`, or a subnet under `addresses`",
  },
  FW015: {
    severity: "error",
    title: "Overlapping networks",
    explanation:
      "Two networks share addresses, so that a packet has no definite way. Each network needs a block of its own.",
    cure: "give each network a block of its own; what is behind a router of a network is a route under `firewall.routes`, not a network",
  },
  FW016: {
    severity: "error",
    title: "Networks on one bridge",
    explanation:
      "Two networks share a bridge without different VLAN tags. They would be one network, and the firewall could be bypassed.",
    cure: "give each network a bridge of its own, or a `vlan` of its own on the shared one",
  },
  FW017: {
    severity: "error",
    title: "Name used twice",
    explanation: "A host and a firewall have the same name.",
    cure: "rename one of them, and what refers to it",
  },
  FW018: {
    severity: "error",
    title: "Two interfaces on one network",
    explanation: "Both interfaces of a firewall would answer for the same network.",
    cure: "put the interface on a network of its own; two cards on one network are a `bond` of one interface",
  },
  FW019: {
    severity: "error",
    title: "The sync link is not dedicated",
    explanation:
      "The state sync has no authentication and no encryption: whoever reaches it can write connections into the firewall. Its network must carry nothing else: an interface of both firewalls, no virtual address, no host.",
    cure: "give the sync a network of its own, over a third card or a VLAN of its own: `ha.stateSync.network` names it, one interface of the firewalls is on it without a `vip`, and no host",
  },
  FW020: {
    severity: "error",
    title: "No virtual address",
    explanation:
      "Without a virtual address there is nothing for the primary to hold, and nothing that a host could use as its gateway.",
    cure: "give each interface that hosts use as their gateway a `vip`",
  },
  FW021: {
    severity: "error",
    title: "Advert interface without a virtual address",
    explanation:
      "Adverts must travel on a side of the firewall. On the sync link its loss would make both firewalls primary.",
    cure: "remove `ha.vrrp.interface`, or name an interface that has a `vip`",
  },
  FW022: {
    severity: "error",
    title: "Unknown interface",
    explanation: "A field names an interface that is not defined under `firewall.interfaces`.",
    cure: "name an interface of `firewall.interfaces`, or define this one there",
  },
  FW023: {
    severity: "error",
    title: "Unknown service",
    explanation: "A field names a service that is neither builtin nor defined under `services`.",
    cure: "name a builtin service, or define this one under `services` with its protocol and ports",
  },
  FW024: {
    severity: "error",
    title: "Unknown address",
    explanation:
      "A rule names something that is no host, no address set, no network, no address and no subnet.",
    cure: "name a host, an address set, a network, or write an address or a subnet",
  },
  FW025: {
    severity: "error",
    title: "NAT without a virtual address",
    explanation:
      "Translation must use an address that moves with the primary, of the family that is translated (`family`, IPv4 when it is left out). With the firewall's own address (masquerade) every translated connection dies in a failover.",
    cure: "give the interface on that network a `vip` of that family",
  },
  FW026: {
    severity: "error",
    title: "One address of each family at most",
    explanation:
      "A firewall's own addresses on an interface, and a host's, are at most one IPv4 and one IPv6 address. Virtual addresses can be many.",
    cure: "keep one address of each family",
  },
  FW027: {
    severity: "error",
    title: "The sync link has no IPv4 address",
    explanation:
      "The state sync runs over IPv4 on its dedicated link: its network needs an IPv4 subnet. It is a link between two machines, so that any private /30 will do.",
    cure: "give the sync network an IPv4 subnet of its own, like 10.255.255.0/30",
  },
  FW028: {
    severity: "error",
    title: "No own address",
    explanation:
      "A firewall has no address of its own in one of an interface's subnets. It needs one of each family, for adverts, for its routes, and to be reached while it is backup. The subnet is too small for the default addresses, or the given list leaves a family out.",
    cure: "write the address under `firewall.members.NAME.addresses.INTERFACE`, or choose a larger subnet",
  },
  FW029: {
    severity: "error",
    title: "Unknown host",
    explanation: "A port forwarding names a host that is not defined under `hosts`.",
    cure: "name a host of `hosts`, or define this one there with `kind: external`",
  },
  FW030: {
    severity: "error",
    title: "A service set contains itself",
    explanation: "The members of a service set lead back to the set, so that it has no end.",
    cure: "take the set out of its own members",
  },
  FW031: {
    severity: "error",
    title: "Own service hides a builtin one",
    explanation:
      "A service has the name of a builtin one. Somebody who reads a rule would believe that it means the well-known ports.",
    cure: "choose another name for the service, or use the builtin one",
  },
  FW032: {
    severity: "error",
    title: "Reserved name",
    explanation:
      "`any` stands for all networks, and `host` for the machine that runs the lab: nothing else may have these names.",
    cure: "choose another name",
  },
  FW033: {
    severity: "error",
    title: "Gateway outside every network",
    explanation:
      "A route's gateway lies in no subnet that the firewalls have an interface on, so that the route could not be set.",
    cure: "write the address that the next router has on a network of the firewalls",
  },
  FW034: {
    severity: "error",
    title: "Translation into the same network",
    explanation:
      "A port forwarding leads to a host on the network that the connection comes from. The host would answer its client directly, past the firewall, and the connection would never be established, unless source NAT between the network and itself gives the client a virtual address. For anything else such an entry does nothing.",
    cure: "forward within a network with both: `nat.destination: [{ from: lan, vip: …, service: https, host: web }]` and `nat.source: [{ from: lan, to: lan }]`; or let its clients use the host's own address, with a name server that answers them so",
  },
  FW035: {
    severity: "error",
    title: "Service cannot be forwarded",
    explanation:
      "Only services with ports can be forwarded, and a port of the host can be given only when the service has exactly one port, or one range of them, which moves as a whole: many ports on one would leave no way back.",
    cure: "forward a service of `ports`; leave `port` out to keep the ports, or forward each port or range by an entry of its own",
  },
  FW036: {
    severity: "error",
    title: "Rule on the sync network",
    explanation:
      "A rule, management access or NAT entry names the sync network. Nothing but the state sync may use that link.",
    cure: "name a side of the firewall; the sync link needs no rule",
  },
  FW037: {
    severity: "error",
    title: "The firewalls are not on this network",
    explanation:
      "A rule, management access or NAT entry names a network that no interface of the firewalls is on: its packets can neither come from there nor go there.",
    cure: "add an interface on the network under `firewall.interfaces`, or name the network that its packets come through",
  },
  FW038: {
    severity: "warning",
    title: "Unused definition",
    explanation:
      "A service, an address set or an external host is defined and nothing refers to it. Perhaps a rule misspells it, or it can be removed.",
    cure: "use it in a rule, or remove it",
  },
  FW039: {
    severity: "error",
    title: "Helper on the wrong protocol",
    explanation:
      "The connection tracking helper does not exist for this transport protocol; the ruleset could not be loaded.",
    cure: "use the helper on a protocol that it exists for, or leave `helper` out",
  },
  FW040: {
    severity: "error",
    title: "Equal priorities with pre-emption",
    explanation:
      "Two firewalls of the same priority that pre-empt each other have no definite primary.",
    cure: "give the firewalls different priorities, or remove `preempt`",
  },
  FW041: {
    severity: "warning",
    title: "Pre-emption",
    explanation:
      "A returning firewall of higher priority takes over from a working one. That is a failover without a failure: every return costs an interruption.",
    cure: "remove `preempt`, or expect an interruption at every return",
  },
  FW042: {
    severity: "warning",
    title: "Advert interval below the jitter",
    explanation:
      "The interval is shorter than the time for which a busy machine of this kind may not run keepalived: the backup would take over from a living primary. In our soak tests 10 ms adverts without real-time priority gave 68 false takeovers in 14 s under load.",
    cure: "use a longer `advertIntervalMs`, or leave it out",
  },
  FW043: {
    severity: "warning",
    title: "Client without a gateway",
    explanation:
      "The firewalls have no virtual address on the client's network, so that the client cannot reach any other network.",
    cure: "give the firewalls' interface on the client's network a `vip`, or make the host `kind: external`",
  },
  FW044: {
    severity: "error",
    title: "Several lab hosts",
    explanation:
      "The machine that runs the lab would be on several sides of the firewall, which could be bypassed through it.",
    cure: "keep one host of `kind: lab-host`; make the others clients",
  },
  FW045: {
    severity: "error",
    title: "Address is not a host's",
    explanation:
      "The first and the last address of an IPv4 subnet stand for the subnet and for all its hosts.",
    cure: "choose an address between the first and the last of the subnet",
  },
  FW046: {
    severity: "error",
    title: "Limit on a rule that does not accept",
    explanation:
      "A limit bounds what a rule lets in; a rule that drops or rejects lets nothing in.",
    cure: "remove the limit, or let the rule accept",
  },
  FW047: {
    severity: "error",
    title: "Subnet that cannot be a network",
    explanation: "Loopback, link-local, multicast and unspecified addresses do not pass a router.",
    cure: "choose a private subnet (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fc00::/7) or a public one of yours",
  },
  FW048: {
    severity: "error",
    title: "Names too alike",
    explanation:
      "Two network cards would have the same tap name or the same MAC on the machine that runs the lab. The names are shortened to the 15 characters that Linux allows, and a hash; choose shorter or different names.",
    cure: "choose shorter names, or names that differ more",
  },
  FW049: {
    severity: "error",
    title: "Settings that the published configuration fixes",
    explanation:
      "With `compat: published` the files are those of the source articles: the election has no settings, there are exactly two sides, each with one IPv4 virtual address, and the state sync is multicast with an external cache.",
    cure: "remove the setting, or `compat: published`",
  },
  FW050: {
    severity: "warning",
    title: "Weakness of the published configuration",
    explanation:
      "The configuration of the source articles works, and has faults that keepalived reports or that measurements show: an unknown state that is read as BACKUP, a password that is cut to eight characters and sent in clear, and adverts so rare that a failure costs about ten seconds.",
    cure: "remove `compat: published` for the files that we recommend",
  },
  FW051: {
    severity: "error",
    title: "Interface name and tag differ",
    explanation:
      "An interface on a tagged network is a VLAN of a network card and is called after both, like eth0.10; a name with a dot anywhere else would promise a VLAN that is not there.",
    cure: "call the interface after its card and the tag, like eth0.10, and give its network that `vlan`",
  },
  FW052: {
    severity: "error",
    title: "One card on two bridges",
    explanation:
      "The networks that a card carries, one untagged and others tagged, must be on the same bridge: the card has one cable.",
    cure: "put the networks of one card on one bridge, or give one of them another card",
  },
  FW053: {
    severity: "error",
    title: "Lab host on a tagged network",
    explanation:
      "The machine that runs the lab is reached at the bridge itself, which speaks without a tag.",
    cure: "put the lab host on an untagged network",
  },
  FW054: {
    severity: "error",
    title: "Bond that cannot be built",
    explanation:
      "The cards of a bond are nobody else's: not an interface of their own, and not in a second bond. The tag of a VLAN comes after the bond: the interface with the bond is on an untagged network, and tagged ones are called after it, like bond0.10.",
    cure: "give the bond cards of its own on an untagged network, and call the VLANs on it after it, like bond0.10",
  },
  FW055: {
    severity: "error",
    title: "Sync links that share their fate",
    explanation:
      "A second link of the state sync is there for the moment in which the first one is gone. The same network named twice, or two networks on one card, would be gone together.",
    cure: "name networks whose interfaces have cards of their own, each once",
  },
  FW056: {
    severity: "error",
    title: "Not in this version of keepalived",
    explanation:
      "The setting needs a newer keepalived than the one that the files are written for: adverts with an HMAC exist from 2.4 on. An older one does not know the word, and does not start the instance.",
    cure: 'set `keepalived: "2.4"` where the firewalls have it, or remove `authentication`',
  },
  FW057: {
    severity: "error",
    title: "Flowtable without an external cache",
    explanation:
      "The kernel lists a connection in the flowtable without its timeout and its TCP state, and refuses to create one from that. Without an external cache the copies of a resync go straight into the backup's kernel: measured with conntrackd 1.4.7, it refused 5 of 5, and the failover that followed found none. The cache fills in what is missing.",
    cure: "set `externalCache: true` under ha.stateSync, or remove `flowtable`",
  },
  FW058: {
    severity: "warning",
    title: "Flowtable and the resync",
    explanation:
      "A conntrackd that was started again under living connections reads them from the kernel, which lists those in the flowtable without their timeout and their TCP state. The copies are committed as new connections that live for a minute: measured with conntrackd 1.4.7, a busy one survived the next failover, and one that is silent for that long does not.",
    cure: "restart conntrackd only on the backup, or remove `flowtable`",
  },
  FW059: {
    severity: "warning",
    title: "Flowtable without use",
    explanation:
      "Only connections between two sides without helpers are put into the flowtable, and only over interfaces that are not a bond, because it must be there when the ruleset is loaded. No pair of sides is like that.",
    cure: "remove `flowtable`, or write rules between two sides without helpers",
  },
  FW060: {
    severity: "error",
    title: "Too little video memory for its screens",
    explanation:
      "All screens share one picture: 1920 × 1080 pixels need 8 MiB a screen. With less they stay off.",
    cure: "leave `videoMemoryMiB` out, or raise it to 8 for each screen",
  },
  FW061: {
    severity: "error",
    title: "Setting of a virtual machine for a host that is none",
    explanation:
      "`vm` and `interface` shape a client's virtual machine. A `lab-host` or an `external` host is not made by the lab, so that they would be ignored in silence.",
    cure: "remove the setting, or make the host a client",
  },
  FW062: {
    severity: "error",
    title: "Virtual router id above 255",
    explanation:
      "The id is one byte in every advert. With an instance a side, or with groups, the ids count up from the given one, so that the last one must not exceed 255 either.",
    cure: "begin with a smaller `ha.vrrp.virtualRouterId`, or use one instance for all sides",
  },
  FW063: {
    severity: "warning",
    title: "Forwarding that no rule lets in",
    explanation:
      "Destination NAT only changes where a connection goes; a rule of the policy must let it in, seen with the host's address and port. No rule between these networks accepts the service, so that the forwarding drops everything.",
    cure: "add a rule to `policy.rules` that accepts the service to the host, with the port that it has there",
  },
  FW064: {
    severity: "error",
    title: "VRRP groups beside another choice of instances",
    explanation:
      "`groups` says which instances there are and which interface carries the adverts of each. `instances` and `interface` say the same for all sides at once, so that one of the two would be ignored in silence.",
    cure: "remove `instances` and `interface`, or `groups`",
  },
  FW065: {
    severity: "error",
    title: "Interface of a VRRP group without a virtual address",
    explanation:
      "A group is elected to hold virtual addresses, and gives them up when one of its interfaces is lost. An interface that has none, like the sync link, would make its loss a failover.",
    cure: "remove the interface from the group, or give it a `vip`",
  },
  FW066: {
    severity: "error",
    title: "Side that is not in exactly one VRRP group",
    explanation:
      "With groups, every interface with a virtual address is in exactly one of them. In none, nobody would hold its virtual addresses; in two, two elections would move the same address.",
    cure: "name each interface with a `vip` in exactly one group",
  },
  FW067: {
    severity: "error",
    title: "Adverts outside their VRRP group",
    explanation:
      "A group's adverts travel on one of its own interfaces. On another one, that one's loss would take the group with it, although the group holds nothing there.",
    cure: "let one of the group's own `interfaces` carry its adverts",
  },
  FW068: {
    severity: "error",
    title: "Port forwarded twice",
    explanation:
      "Two port forwardings take the same port of a virtual address from the same network, or two entries of `nat.oneToOne` the same address. The first one takes every connection, so that the second one would never see any.",
    cure: "forward each port of a virtual address to one host; a set of services or a range must not hold the port of another entry, and an address stands for one host",
  },
  FW069: {
    severity: "error",
    title: "Gateway that is the firewalls' own",
    explanation:
      "A route's gateway is an address of a firewall or a virtual one. A firewall cannot send packets to itself to have them forwarded.",
    cure: "write the address of the next router; the virtual address is the gateway of the hosts, not the firewalls'",
  },
  FW070: {
    severity: "error",
    title: "USB without a screen",
    explanation: "USB ports come with the screen. Without one they would be ignored in silence.",
    cure: "remove `usb`, or add `spice: {}`",
  },
  FW071: {
    severity: "error",
    title: "Two screens at one port",
    explanation: "A port of an address serves one screen; 0.0.0.0 and :: stand for every address.",
    cure: "give each screen a port of its own",
  },
  FW072: {
    severity: "warning",
    title: "Screen that other machines reach",
    explanation:
      "Whoever reaches the address and has a ticket sees the screen, types, and has all that `vm` allows.",
    cure: "leave `address` out, and come through an SSH tunnel",
  },
  FW080: {
    severity: "error",
    title: "No address is left",
    explanation:
      "Names with an exclamation mark are taken out of a list. Here they take out all that the others stand for, or, without others, every address there is, so that nothing could ever match.",
    cure: "take less out, or remove the entry",
  },
  FW090: {
    severity: "error",
    title: "Destination routed twice",
    explanation:
      "Two routes lead to the same destination. The kernel takes one of them, and which one is not said by the configuration: there is no balancing and no fallback between two gateways.",
    cure: "keep one route to each destination of a family",
  },
  FW091: {
    severity: "error",
    title: "Route to a network of the firewalls' own link",
    explanation:
      "The destination lies in a subnet that the firewalls are on. They reach it there without a gateway; over a gateway its answers would come by another way than its questions.",
    cure: "remove the route",
  },
  FW092: {
    severity: "error",
    title: "Route of two families",
    explanation: "A route's destination and its gateway are of different families.",
    cure: "write a gateway of the destination's family",
  },
  FW100: {
    severity: "warning",
    title: "Rule never matches",
    explanation:
      "No packet can match the rule: its families, its addresses and its networks exclude each other, its addresses are the firewall's own, which never pass it, or no route of the configuration leads to them. Routes that a routing daemon learns are not known here.",
    cure: "correct the rule's networks or addresses, or remove it",
  },
  FW101: {
    severity: "warning",
    title: "Shadowed rule",
    explanation:
      "Earlier rules decide every packet that this one matches, and at least one of them decides otherwise. The rule has no effect, although it seems to have one.",
    cure: "move the rule up, or remove it",
  },
  FW102: {
    severity: "warning",
    title: "Redundant rule",
    explanation:
      "The ruleset does the same without this rule: earlier rules decide the same for all that it matches, or later ones or the final drop would.",
    cure: "remove the rule",
  },
  FW103: {
    severity: "warning",
    title: "Contradictory rules",
    explanation:
      "Two rules with different actions overlap, and neither lies inside the other: their order alone decides what happens to the packets that both match.",
    cure: "narrow one of the rules, or be sure that their order is meant",
  },
  FW104: {
    severity: "warning",
    title: "Management access that never matches",
    explanation:
      "Nothing arrives from the network with such a source: it is on another network, or it is an address of the firewalls themselves. Whoever is meant cannot reach the firewalls.",
    cure: "name the network that the source is on, or an address of this one",
  },
  FW105: {
    severity: "warning",
    title: "Service that clients would ask at a virtual address",
    explanation:
      "Management access lets clients in to the firewalls' own addresses; to a virtual one only ICMP is answered. A resolver, a time server or a VPN is mostly asked at the gateway, which is a virtual address, and the packets are dropped in silence: an answer of a backup that has just taken over could end a living connection.",
    cure: "give clients both firewalls' own addresses as their servers",
  },
  FW106: {
    severity: "warning",
    title: "Source NAT to a network that leads nowhere",
    explanation:
      "Connections are translated to leave by a network, and no route of the firewalls has a gateway there, nor is a host known on it. What is behind that network cannot be reached.",
    cure: "add a route with a gateway on that network, like `firewall.routes: [{ destination: default, via: 192.0.2.1 }]`",
  },
  FW107: {
    severity: "warning",
    title: "Announced connection that a failover loses",
    explanation:
      "Some protocols announce their next connection: a file's data, a call's voice. The kernel's helper reads that, and conntrackd copies to the backup what it expects. Not everything survives the copy: the expectation of TFTP's first request is never copied, those of a SIP call evict one another, H.323's open H.245 connection is refused, and what nothing but the expectation says (which of two hosts, client or server) is lost. Where NAT writes a longer or shorter address into an FTP session, the session's own sequence numbers are shifted, which is not copied either. What is being set up in the moment of a failover must be begun again; other connections live.",
    cure: "begin again after a failover what was being set up, or open fixed ports with a rule and do without the helper",
  },
  FW110: {
    severity: "warning",
    title: "Family without a virtual address",
    explanation:
      "Hosts and routers of a network send their packets to a gateway. Only a virtual address moves to the other firewall: with a firewall's own address as their gateway, what is routed in this family ends when that firewall does. The network has addresses of the family, and the firewalls have none to share there.",
    cure: "add an address of that family to the interface's `vip`",
  },
});
