"""Sends packets through rulesets in fresh network namespaces and reports what came out.

Runs inside a network namespace of its own, the world. Each case gets a new namespace, the
firewall, joined to the world by one veth pair an interface. The world has no addresses: packets
are written to and read from its ends of the pairs as frames, so nothing but the firewall answers.

stdin: a JSON list of cases; stdout: a JSON list of reports. It knows nothing of policies.
"""

import ctypes
import errno
import ipaddress
import json
import os
import socket
import struct
import subprocess
import sys
import time

MAGIC = b"fwlab\x00"
IPV4, IPV6, SENTINEL = 0x0800, 0x86DD, 0x88B5  # the last: IEEE local experimental EtherType
CLONE_NEWNET = 0x40000000
TCP_FLAGS = {"fin": 1, "syn": 2, "rst": 4, "psh": 8, "ack": 16, "urg": 32}
FIREWALL_MAC = bytes.fromhex("020000000001")
WORLD_MAC = bytes.fromhex("020000000002")
CHUNK = 32

libc = ctypes.CDLL(None, use_errno=True)


def check(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def crc32c(data):
    """The checksum of SCTP: the Castagnoli polynomial, bit by bit, reflected."""
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def sctp_init(ports, number, payload):
    """An INIT with the payload as a parameter that nobody knows; RFC 9260, 3.3.2."""
    parameter = struct.pack("!HH", 0x8001, 4 + len(payload)) + payload
    parameter += b"\0" * (-len(parameter) % 4)
    chunk = struct.pack("!BBHIIHHI", 1, 0, 20 + len(parameter), number, 65536, 1, 1, number)
    head = struct.pack("!HHI", *ports, 0)
    value = crc32c(head + b"\0\0\0\0" + chunk + parameter)
    return head + struct.pack("<I", value) + chunk + parameter


def transport(packet, source, destination):
    """The packet behind the IP header, with right checksums: tracking drops wrong ones."""
    number, payload = packet["protocol"], MAGIC + struct.pack("!I", packet["id"])
    if "text" in packet:  # a line of a conversation that a helper reads, and the mark as the next
        payload = packet["text"].encode("latin-1") + payload + b"\n"
    ports = (packet.get("sourcePort", 0), packet.get("destinationPort", 0))
    if number == 6:
        flags = sum(TCP_FLAGS[name] for name in packet["tcpFlags"])
        sequence = packet.get("sequence", packet["id"] << 8)
        acknowledged = packet.get("acknowledged", 0)
        body = struct.pack("!HHIIBBHHH", *ports, sequence, acknowledged, 5 << 4, flags, 1024, 0, 0)
        at = 16
    elif number == 17:
        body, at = struct.pack("!HHHH", *ports, 8 + len(payload), 0), 6
    elif "about" in packet:  # an error quotes the packet that it is about
        payload = ip_packet({**packet["about"], "id": packet["id"]})
        body, at = struct.pack("!BBHI", packet["icmpType"], 0, 0, 0), 2
    elif number in (1, 58):
        identifier = packet.get("identifier", packet["id"]) & 0xFFFF
        body, at = struct.pack("!BBHHH", packet["icmpType"], 0, 0, identifier, 1), 2
    elif number == 2:
        body, at = struct.pack("!BBHI", packet["icmpType"], 0, 0, 0), 2
    elif number == 33:  # DCCP: a request with its service code; RFC 4340, 5.1 and 13.1
        body = struct.pack("!HHBBHBBHII", *ports, 5, 0, 0, 1, 0, 0, packet["id"], 0)
        at = 6
    elif number == 132:
        return sctp_init(ports, packet["id"], payload)
    else:
        body, at = b"\0\0\0\0", 0
        if "greCall" in packet:  # version 1 with a sequence number; RFC 2637, 4.1
            return struct.pack("!HHHHI", 0x3001, 0x880B, len(payload), packet["greCall"], 1) + payload
        if number in (47, 50):  # the kernel knows that their first bytes are no checksum
            return body + payload
    pseudo = b""
    if source.version == 6 or number in (6, 17, 33):
        pseudo = source.packed + destination.packed + struct.pack("!II", len(body + payload), number)
    value = checksum(pseudo + body + payload) or 0xFFFF
    return body[:at] + struct.pack("!H", value) + body[at + 2 :] + payload


def ip_packet(packet):
    source = ipaddress.ip_address(packet["source"])
    destination = ipaddress.ip_address(packet["destination"])
    body = transport(packet, source, destination)
    number, hops = packet["protocol"], packet["hopLimit"]
    if source.version == 4:
        head = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(body), 1, 0, hops, number, 0)
        head += source.packed + destination.packed
        head = head[:10] + struct.pack("!H", checksum(head)) + head[12:]
    else:
        head = struct.pack("!IHBB", 6 << 28, len(body), number, hops)
        head += source.packed + destination.packed
    return head + body


def frame(packet):
    destination = ipaddress.ip_address(packet["destination"])
    target = FIREWALL_MAC
    if destination.is_multicast:
        tail = destination.packed[-4:]
        target = b"\x33\x33" + tail if destination.version == 6 else b"\x01\x00\x5e" + tail[1:]
    kind = struct.pack("!H", IPV4 if destination.version == 4 else IPV6)
    return target + WORLD_MAC + kind + ip_packet(packet)


def parse(data):
    """Version, protocol, addresses, hop limit and the rest of an IP packet."""
    if data[0] >> 4 == 4:
        head = (data[0] & 15) * 4
        source, destination = data[12:16], data[16:20]
        return 4, data[9], source, destination, data[8], data[head:]
    return 6, data[6], data[8:24], data[24:40], data[7], data[40:]


def packet_id(data):
    """The number behind the mark; None without one, as in an error that quotes too little."""
    at = data.find(MAGIC) + len(MAGIC)
    return None if at < len(MAGIC) or len(data) < at + 4 else struct.unpack_from("!I", data, at)[0]


def observe(interface, data, sent):
    """One observation: (packet id, kind, details), or None for a frame that is no concern."""
    version, number, source, destination, hops, body = parse(data)
    number_of_icmp = 1 if version == 4 else 58
    if number == 6 and len(body) >= 20 and body[13] & TCP_FLAGS["rst"] and MAGIC not in data:
        # A reset acknowledges what it answers: the sequence number, SYN, and the payload.
        ack = struct.unpack_from("!I", body, 8)[0]
        return (ack >> 8, "answer", {"interface": interface, "kind": "tcp-reset"})
    found = packet_id(data)
    if found is None or found not in sent:
        return None
    expected = sent[found]
    inner = body.find(MAGIC) > 16  # an error quotes the packet with its IP header
    if number == number_of_icmp and inner and expected["protocol"] != number or (
        number == number_of_icmp and body[0] != expected.get("icmpType")
    ):
        prohibited = (3, 13) if version == 4 else (1, 1)
        kind = "admin-prohibited" if (body[0], body[1]) == prohibited else f"icmp {body[0]}/{body[1]}"
        return (found, "answer", {"interface": interface, "kind": kind})
    if number != expected["protocol"]:
        return (found, "answer", {"interface": interface, "kind": f"protocol {number}"})
    seen = {
        "interface": interface,
        "source": str(ipaddress.ip_address(source)),
        "destination": str(ipaddress.ip_address(destination)),
        "hopLimit": hops,
    }
    if number in (6, 17, 33, 132):
        seen["sourcePort"], seen["destinationPort"] = struct.unpack_from("!HH", body, 0)
    return (found, "arrival", seen)


def run(command, text):
    done = subprocess.run(command, input=text, text=True, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def write_sysctl(name, value):
    with open(f"/proc/sys/{name}", "w", encoding="ascii") as file:
        file.write(value)


def apply_sysctls(text):
    for entry in text.splitlines():
        name, equals, value = entry.partition(" = ")
        # The size of the table belongs to the whole machine.
        if equals and not name.startswith("#") and not name.endswith("nf_conntrack_max"):
            write_sysctl(name, value)
    # Not a limit that hides an answer.
    write_sysctl("net/ipv4/icmp_ratelimit", "0")
    write_sysctl("net/ipv6/icmp/ratelimit", "0")


def links(case, world):
    """The firewall's links, up and without ARP: every neighbour is reached at once."""
    yield "link set lo up"
    for number, entry in enumerate(case["interfaces"]):
        end = f"w{number}"
        yield f"link add {entry['name']} type veth peer name {end} netns /proc/{os.getpid()}/fd/{world}"
        yield f"link set {entry['name']} address {FIREWALL_MAC.hex(':')} arp off up"


def addresses(case):
    for entry in case["interfaces"]:
        for address in entry["addresses"]:
            nodad = " nodad" if ":" in address else ""
            yield f"address add {address} dev {entry['name']}{nodad}"
    for route in case["routes"]:
        yield f"route add {route['destination']} via {route['via']} dev {route['interface']} onlink"


def batch(lines):
    run(["ip", "-batch", "-"], "".join(f"{entry}\n" for entry in lines))


def wait_for_addresses(case):
    """An IPv6 address works a little after it was set; its subnet's anycast address comes last."""
    expected = {
        (entry["name"], ipaddress.ip_interface(address).network.network_address.packed.hex())
        for entry in case["interfaces"]
        for address in entry["addresses"]
        if ":" in address
    }
    deadline = time.monotonic() + 10
    while True:
        with open("/proc/net/anycast6", encoding="ascii") as file:
            present = {(part[1], part[2]) for part in (entry.split() for entry in file)}
        if expected <= present:
            return
        if time.monotonic() > deadline:
            raise TimeoutError(f"no anycast address for {sorted(expected - present)}")
        time.sleep(0.005)


def join(group, interface):
    """Membership of a multicast group, as the daemons would have it. Held by the socket."""
    index = socket.if_nametoindex(interface)
    if ":" in group:
        member = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
        request = socket.inet_pton(socket.AF_INET6, group) + struct.pack("@I", index)
        member.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, request)
    else:
        member = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        request = socket.inet_aton(group) + struct.pack("@4si", b"\0\0\0\0", index)
        member.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, request)
    return member


def raw_sockets(protocols):
    """What the firewall's own stack receives, behind its input chain."""
    for family, version in ((socket.AF_INET, 4), (socket.AF_INET6, 6)):
        for number in protocols:
            yield version, number, nonblocking(socket.socket(family, socket.SOCK_RAW, number))


def listeners(ports):
    """Who answers for TCP on the firewall, for both families."""
    for port in ports:
        yield socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True)


def nonblocking(opened):
    opened.setblocking(False)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
    return opened


def raw_sender(family):
    """Sends whole packets of the firewall itself, through its output hook."""
    return socket.socket(family, socket.SOCK_RAW, socket.IPPROTO_RAW)


def received(opened):
    while True:
        try:
            yield opened.recvfrom(4096)
        except BlockingIOError:
            return


class Firewall:
    """One case: its namespace, its sockets, and what they see."""

    def __init__(self, case, world):
        self.case, self.world = case, world
        self.sent = {packet["id"]: packet for packet in case["packets"]}
        self.reports = {packet["id"]: {"arrivals": [], "answers": []} for packet in case["packets"]}
        check(libc.unshare(CLONE_NEWNET))
        batch(links(case, world))
        apply_sysctls(case["sysctls"])
        batch(addresses(case))
        wait_for_addresses(case)
        run(["nft", "-f", "-"], case["ruleset"])
        protocols = {packet["protocol"] for packet in case["packets"]}
        self.local = list(raw_sockets(protocols))
        self.own = {4: raw_sender(socket.AF_INET), 6: raw_sender(socket.AF_INET6)}
        self.listeners = list(listeners(case["listens"]))
        self.members = [join(entry["group"], entry["interface"]) for entry in case["groups"]]
        first = case["interfaces"][0]["name"]
        self.sentinel = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(SENTINEL))
        self.sentinel.bind((first, SENTINEL))
        self.sentinel.settimeout(10)
        self.inside = os.open("/proc/self/ns/net", os.O_RDONLY)
        check(libc.setns(world, CLONE_NEWNET))
        self.ends = {}
        batch(f"link set w{number} up" for number in range(len(case["interfaces"])))
        self.wait_for_links()
        for number, entry in enumerate(case["interfaces"]):
            end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
            end.bind((f"w{number}", 3))
            self.ends[entry["name"]] = nonblocking(end)

    def wait_for_links(self):
        """A pair that just came up drops what it sends until the kernel has seen its carrier;
        asking for a single link waits for that."""
        numbers = range(len(self.case["interfaces"]))
        batch(f"link show dev w{number}" for number in numbers)
        check(libc.setns(self.inside, CLONE_NEWNET))
        batch(f"link show dev {entry['name']}" for entry in self.case["interfaces"])
        check(libc.setns(self.world, CLONE_NEWNET))

    def settle(self):
        """Two rounds through the one queue of this CPU: the first passes what was sent to the
        firewall, the second what the firewall sent in turn."""
        end = next(iter(self.ends.values()))
        for _ in range(3):
            end.send(b"\xff" * 6 + WORLD_MAC + struct.pack("!H", SENTINEL) + b"\0" * 46)
            self.sentinel.recv(64)

    def note(self, observation):
        if observation is None or observation[0] not in self.reports:
            return
        found, kind, details = observation
        self.reports[found]["arrivals" if kind == "arrival" else "answers"].append(details)

    def collect(self):
        for name, end in self.ends.items():
            for data, address in received(end):
                if address[2] == socket.PACKET_OUTGOING or address[1] not in (IPV4, IPV6):
                    continue
                self.note(observe(name, data[14:], self.sent))
        for version, number, opened in self.local:
            for data, _ in received(opened):
                body = parse(data)[5] if version == 4 else data
                found = packet_id(body)
                expected = self.sent.get(found)
                # The firewall hears its own errors about packets that claim to be its own.
                error = number in (1, 58) and expected and body[0] != expected["icmpType"]
                if expected and expected["protocol"] == number and not error:
                    self.note((found, "arrival", {"interface": "local"}))

    def send(self):
        packets = self.case["packets"]
        for start in range(0, len(packets), CHUNK):
            for packet in packets[start : start + CHUNK]:
                if packet["interface"] == "":
                    self.send_own(packet)
                else:
                    self.ends[packet["interface"]].send(frame(packet))
            self.settle()
            self.collect()

    def send_own(self, packet):
        version = ipaddress.ip_address(packet["destination"]).version
        try:
            self.own[version].sendto(ip_packet(packet), (packet["destination"], 0))
        except OSError as error:
            # Without a route nothing leaves, nor what a hook drops: the report shows it.
            if error.errno not in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EPERM):
                raise

    def counters(self):
        """Counters in the order of the rules of each chain; null for a rule that has none."""
        check(libc.setns(self.inside, CLONE_NEWNET))
        listed = json.loads(run(["nft", "-j", "list", "ruleset"], ""))["nftables"]
        check(libc.setns(self.world, CLONE_NEWNET))
        chains = {}
        for rule in (entry["rule"] for entry in listed if "rule" in entry):
            counts = [part["counter"]["packets"] for part in rule["expr"] if "counter" in part]
            chain = chains.setdefault(f"{rule['table']} {rule['chain']}", [])
            chain.append(counts[0] if counts else None)
        return chains

    def close(self):
        # The namespace dies with its last handle, but later: its pairs must be gone at once.
        batch(f"link delete w{number}" for number in range(len(self.ends)))
        opened = [self.sentinel, *self.own.values(), *self.ends.values(), *self.members, *self.listeners]
        for entry in opened + [item[2] for item in self.local]:
            entry.close()
        os.close(self.inside)


def report(case, world):
    firewall = Firewall(case, world)
    try:
        firewall.send()
        return {"packets": firewall.reports, "counters": firewall.counters()}
    finally:
        firewall.close()


def main():
    # One CPU, so that one queue orders all packets; the argument spreads parallel runs.
    cpus = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cpus[int(sys.argv[1]) % len(cpus)]})
    write_sysctl("net/ipv6/conf/default/disable_ipv6", "1")
    world = os.open("/proc/self/ns/net", os.O_RDONLY)
    json.dump([report(case, world) for case in json.load(sys.stdin)], sys.stdout)


main()
