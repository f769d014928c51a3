"""Sends UDP packets of 1,400 bytes that nobody may split, and prints the largest size that this
machine then believes its path can carry (IP_MTU, IPV6_MTU). Argument: the destination."""

import socket
import sys
import time

destination = sys.argv[1]
sixth = ":" in destination
IP_MTU_DISCOVER, IPV6_MTU_DISCOVER, PMTUDISC_DO, IP_MTU, IPV6_MTU = 10, 23, 2, 14, 24
level = socket.IPPROTO_IPV6 if sixth else socket.IPPROTO_IP
sender = socket.socket(socket.AF_INET6 if sixth else socket.AF_INET, socket.SOCK_DGRAM)
sender.setsockopt(level, IPV6_MTU_DISCOVER if sixth else IP_MTU_DISCOVER, PMTUDISC_DO)
sender.connect((destination, 53))
for _ in range(40):
    try:
        sender.send(b"\0" * 1400)
    except OSError:
        break
    time.sleep(0.05)
print(sender.getsockopt(level, IPV6_MTU if sixth else IP_MTU))
