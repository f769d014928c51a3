"""What a helper announces, told by both ends: `client|server PROTOCOL MOMENT DIRECTORY OWN SERVER`.

PROTOCOL is ftp, tftp, sip or h323. MOMENT says how far the two get before the failover: `first`, the first
packet of the connection has announced something; `repeated`, a later one has; `established`, what was
announced carries data already; `again`, as `first`, and the client asks once more afterwards.

Files in the directory order the two: `announced` when they got that far, `go` when the failover is
over. The client prints `file` for data from the server it asked, or what else came.
"""

import os
import re
import socket
import sys
import time

role, protocol, moment, directory, own, server = sys.argv[1:7]
PATIENCE = 4


def wait(name):
    end = time.monotonic() + 30
    while not os.path.exists(f"{directory}/{name}"):
        if time.monotonic() > end:
            sys.exit(f"gave up waiting for {name}")
        time.sleep(0.02)


def touch(name):
    open(f"{directory}/{name}", "w", encoding="ascii").close()


def datagrams(port):
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.bind((own, port))
    opened.settimeout(20)
    return opened


def tell(data, sender):
    """A client takes data from nobody but its server: others may only want it to."""
    name = data.decode().strip() or "nothing"
    print(name if sender == server else f"{name} from {sender}")


def receive(opened):
    """What the failover left: the data of before it is not asked for again."""
    wait("go")
    opened.settimeout(PATIENCE)
    try:
        data, (sender, _) = opened.recvfrom(2000)
        tell(data[-5:], sender)
    except OSError:
        print("nothing")


def serve_tftp():
    listener = datagrams(69)
    touch("listening")
    _, client = listener.recvfrom(2000)
    touch("first")
    if moment == "repeated":
        _, client = listener.recvfrom(2000)
    data = datagrams(0)
    if moment == "established":
        data.sendto(b"\0\3\0\1begin", client)
        data.recvfrom(2000)
    touch("announced")
    wait("go")
    if moment == "again":
        listener.settimeout(PATIENCE)
        _, client = listener.recvfrom(2000)
    data.sendto(b"\0\3\0\1file\n", client)


def ask_tftp():
    opened = datagrams(0)
    request = b"\0\1name\0octet\0"
    opened.sendto(request, (server, 69))
    if moment == "repeated":
        # As a client does that has waited for the answer.
        wait("first")
        opened.sendto(request, (server, 69))
    if moment == "established":
        _, sender = opened.recvfrom(2000)
        opened.sendto(b"\0\4\0\1", sender)
    if moment == "again":
        wait("go")
        opened.sendto(request, (server, 69))
    receive(opened)


def sip(method, number, body=""):
    lines = [
        f"{method} sip:box@{server} SIP/2.0",
        f"Via: SIP/2.0/UDP {own}:5060;branch=z9hG4bK{number}",
        f"From: <sip:phone@{own}>;tag=1",
        f"To: <sip:box@{server}>",
        f"Call-ID: call@{own}",
        f"CSeq: {number} {method}",
        f"Contact: <sip:phone@{own}:5060>",
        "Max-Forwards: 70",
        *(["Content-Type: application/sdp"] if body else ["Expires: 600"]),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", body]).encode()


def offer(port):
    lines = [
        "v=0",
        f"o=phone 1 1 IN IP4 {own}",
        "s=-",
        f"c=IN IP4 {own}",
        "t=0 0",
        f"m=audio {port} RTP/AVP 0",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def accept(request):
    """The answer to a request repeats its headers."""
    kept = [
        line
        for line in request.decode().split("\r\n")
        if line.split(":")[0] in ("Via", "From", "To", "Call-ID", "CSeq", "Contact", "Expires")
    ]
    return "\r\n".join(["SIP/2.0 200 OK", *kept, "Content-Length: 0", "", ""]).encode()


def serve_sip():
    listener = datagrams(5060)
    touch("listening")
    request, client = listener.recvfrom(4000)
    if request.startswith(b"REGISTER"):
        listener.sendto(accept(request), client)
        request, client = listener.recvfrom(4000)
    text = request.decode()
    address = re.search(r"c=IN IP4 (\S+)", text)[1]
    media = (address, int(re.search(r"m=audio (\d+)", text)[1]))
    data = datagrams(30_000)
    if moment == "established":
        data.sendto(b"begin", media)
        data.recvfrom(2000)
    touch("announced")
    wait("go")
    data.sendto(b"file\n", media)


def ask_sip():
    opened, media = datagrams(5060), datagrams(40_000)
    number = 1
    if moment != "first":
        opened.sendto(sip("REGISTER", number), (server, 5060))
        opened.recvfrom(4000)
        number = 2
    opened.sendto(sip("INVITE", number, offer(40_000)), (server, 5060))
    if moment == "established":
        _, sender = media.recvfrom(2000)
        media.sendto(b"begin", sender)
    receive(media)


def serve_ftp():
    with socket.create_server((own, 21)) as listener:
        touch("listening")
        control, _ = listener.accept()
    lines = control.makefile()
    control.sendall(b"220 ready\r\n")
    lines.readline()
    control.sendall(b"331 go on\r\n")
    *address, high, low = lines.readline().split(" ")[1].split(",")
    control.sendall(b"200 ok\r\n")
    data = socket.socket()
    data.bind((own, 20))
    client = (".".join(address), int(high) * 256 + int(low))
    if moment == "established":
        data.connect(client)
        data.sendall(b"begin\n")
        data.recv(10)
    touch("announced")
    wait("go")
    data.settimeout(PATIENCE)
    try:
        if moment != "established":
            data.connect(client)
        data.sendall(b"file\n")
        data.close()
    except OSError:
        pass


def take(listener):
    """What the server sends over the connection that it opens: before the failover or after it."""
    listener.settimeout(20)
    data, sender = None, (server, 0)
    if moment == "established":
        data, sender = listener.accept()
        data.recv(10)
        data.sendall(b"begin\n")
    wait("go")
    listener.settimeout(PATIENCE)
    try:
        if data is None:
            data, sender = listener.accept()
        data.settimeout(PATIENCE)
        tell(data.recv(10), sender[0])
    except OSError:
        print("nothing")


def ask_ftp():
    listener = socket.create_server((own, 0))
    control = socket.create_connection((server, 21), source_address=(own, 0))
    lines = control.makefile()
    lines.readline()
    # The helper looks for commands behind a line that it has seen the end of.
    control.sendall(b"USER x\r\n")
    lines.readline()
    port = listener.getsockname()[1]
    control.sendall(f"PORT {own.replace('.', ',')},{port >> 8},{port & 255}\r\n".encode())
    lines.readline()
    take(listener)


def setup(port):
    """A call of H.323 that says where its caller waits for H.245: Q.931 in TPKT, packed encoding."""
    protocol_identifier = bytes.fromhex("060008914a0004")
    address = b"\0" + socket.inet_aton(own) + port.to_bytes(2, "big")
    rest = b"\0\0" + bytes(16) + b"\0"
    user = b"\5\0\x40" + protocol_identifier + address + rest
    body = b"\x08\2\0\1\5\x7e" + len(user).to_bytes(2, "big") + user
    return b"\3\0" + (len(body) + 4).to_bytes(2, "big") + body


def told_port(message):
    """The port behind the address that the message names, as the firewall has left it."""
    at = message.find(bytes.fromhex("060008914a0004")) + 8
    return socket.inet_ntoa(message[at : at + 4]), int.from_bytes(message[at + 4 : at + 6], "big")


def serve_h323():
    with socket.create_server((own, 1720)) as listener:
        touch("listening")
        control, _ = listener.accept()
    caller = told_port(control.recv(1000))
    talk = socket.socket()
    talk.settimeout(PATIENCE)
    if moment == "established":
        talk.connect(caller)
        talk.sendall(b"begin\n")
        talk.recv(10)
    touch("announced")
    wait("go")
    try:
        if moment != "established":
            talk.connect(caller)
        talk.sendall(b"file\n")
        talk.close()
    except OSError:
        pass


def ask_h323():
    listener = socket.create_server((own, 0))
    control = socket.create_connection((server, 1720), source_address=(own, 0))
    control.sendall(setup(listener.getsockname()[1]))
    take(listener)


if role == "client":
    wait("listening")
globals()[f"{'ask' if role == 'client' else 'serve'}_{protocol}"]()
