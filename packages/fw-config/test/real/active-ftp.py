"""One active FTP transfer: `server DIRECTORY ADDRESS` and `client DIRECTORY ADDRESS SERVER`.

Files in the directory order the two: `announced` when the client has said where it listens, `go`
when the server may connect there. The client prints what it received, or `nothing`.
"""

import os
import socket
import sys
import time

role, directory, own = sys.argv[1:4]


def wait(name):
    end = time.monotonic() + 20
    while not os.path.exists(f"{directory}/{name}"):
        if time.monotonic() > end:
            sys.exit(f"gave up waiting for {name}")
        time.sleep(0.02)


def touch(name):
    open(f"{directory}/{name}", "w", encoding="ascii").close()


def serve():
    with socket.create_server((own, 21)) as listener:
        touch("listening")
        control, _ = listener.accept()
    lines = control.makefile()
    control.sendall(b"220 ready\r\n")
    lines.readline()
    control.sendall(b"331 go on\r\n")
    *address, high, low = lines.readline().split(" ")[1].split(",")
    control.sendall(b"200 ok\r\n")
    touch("announced")
    wait("go")
    data = socket.socket()
    data.settimeout(4)
    data.bind((own, 20))
    try:
        data.connect((".".join(address), int(high) * 256 + int(low)))
        data.sendall(b"file\n")
        data.close()
    except OSError:
        pass


def ask(server):
    wait("listening")
    listener = socket.create_server((own, 0))
    listener.settimeout(10)
    control = socket.create_connection((server, 21), source_address=(own, 0))
    lines = control.makefile()
    lines.readline()
    # The helper looks for commands behind a line that it has seen the end of.
    control.sendall(b"USER x\r\n")
    lines.readline()
    port = listener.getsockname()[1]
    control.sendall(f"PORT {own.replace('.', ',')},{port >> 8},{port & 255}\r\n".encode())
    lines.readline()
    try:
        data, _ = listener.accept()
        print(data.makefile().readline().strip() or "nothing")
    except OSError:
        print("nothing")


serve() if role == "server" else ask(sys.argv[4])
