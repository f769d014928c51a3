"""`serve ADDRESS [PORT]` answers each connection with its client's address; `ask ADDRESS PORT` says
what it was answered, or `nothing`."""
import socket
import sys

role, address, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
if role == "serve":
    with socket.create_server((address, port)) as server:
        print("listening", flush=True)
        while True:
            connection, client = server.accept()
            with connection:
                connection.recv(16)
                connection.sendall(client[0].encode())
else:
    try:
        with socket.create_connection((address, port), timeout=1.5) as connection:
            connection.sendall(b"who am I?")
            print(connection.recv(64).decode())
    except OSError:
        print("nothing")
