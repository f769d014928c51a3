"""Tells which files of this host the descendants of a process open and execute.

    observe.py PID     prints "ready", watches until its standard input ends, then prints JSON:
                       {"files": [{"path", "dev", "ino", "command"}], "lost": false}

The kernel reports every open and execution on whole file systems (fanotify(7), FAN_MARK_FILESYSTEM),
so that mount, process and user namespaces hide nothing, and every fork (the process connector of
netlink), so that a process that ended long ago is still known as somebody's child. What apt, dpkg and
mmdebstrap open, with their children, is not told: they install packages. A file is reported once:
then the kernel is asked to be silent about it, which keeps the cost small.
"""

import ctypes
import json
import os
import select
import socket
import struct
import sys

FAN_OPEN, FAN_OPEN_EXEC, FAN_Q_OVERFLOW = 0x20, 0x1000, 0x4000
FAN_CLOEXEC, FAN_NONBLOCK, FAN_UNLIMITED_QUEUE, FAN_UNLIMITED_MARKS = 0x1, 0x2, 0x10, 0x20
FAN_MARK_ADD, FAN_MARK_IGNORED_MASK, FAN_MARK_IGNORED_SURV_MODIFY = 0x1, 0x20, 0x40
FAN_MARK_FLUSH, FAN_MARK_FILESYSTEM, FAN_MARK_EVICTABLE = 0x80, 0x100, 0x200
EVENT = struct.Struct("IBBHQii")
# Each event that is read is an open file, of which a process may have 1024 by default.
MOST_EVENTS = 500

NETLINK_CONNECTOR, CN_IDX_PROC, CN_VAL_PROC, PROC_CN_MCAST_LISTEN = 11, 1, 1, 1
PROC_EVENT_FORK, SO_RCVBUFFORCE = 1, 33

INSTALLERS = {"apt", "apt-cache", "apt-config", "apt-get", "dpkg", "dpkg-query", "mmdebstrap"}

libc = ctypes.CDLL(None, use_errno=True)


def check(result, what):
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def mark(group, flags, mask, path=None, fd=-100):
    name = None if path is None else path.encode()
    libc.fanotify_mark.argtypes = [
        *(ctypes.c_int, ctypes.c_uint, ctypes.c_uint64, ctypes.c_int, ctypes.c_char_p)
    ]
    return libc.fanotify_mark(group, flags, mask, fd, name)


def watch_files():
    """A fanotify group for the file systems that hold a host's software."""
    flags = FAN_CLOEXEC | FAN_NONBLOCK | FAN_UNLIMITED_QUEUE | FAN_UNLIMITED_MARKS
    # Not waiting for the other end of a pipe that somebody opened.
    opened = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOATIME
    group = check(libc.fanotify_init(flags, opened), "fanotify_init")
    devices = {}
    for path in ("/", "/usr", "/etc", "/var", "/opt", "/home", "/root", "/srv"):
        if os.path.exists(path):
            devices.setdefault(os.stat(path).st_dev, path)
    for path in devices.values():
        check(mark(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_OPEN | FAN_OPEN_EXEC, path), path)
    return group


def watch_forks():
    link = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, NETLINK_CONNECTOR)
    link.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
    link.bind((0, CN_IDX_PROC))
    body = struct.pack("IIIIHHI", CN_IDX_PROC, CN_VAL_PROC, 0, 0, 4, 0, PROC_CN_MCAST_LISTEN)
    link.send(struct.pack("IHHII", 16 + len(body), 3, 0, 0, os.getpid()) + body)
    link.setblocking(False)
    return link


class Processes:
    """The family of a process, the dead included."""

    def __init__(self, root):
        self.parents = {root: None}
        # What each executed: a script, then its interpreter.
        self.programs = {root: ["test"]}

    def forked(self, parent, child):
        self.programs.pop(child, None)  # the number of one that ended
        if parent in self.parents:
            self.parents[child] = parent
        else:
            self.parents.pop(child, None)

    def executed(self, pid, path):
        name = os.path.basename(path)
        if pid in self.parents and not name.startswith("ld-linux"):
            self.programs.setdefault(pid, []).append(name)

    def ancestry(self, pid):
        """The programs that led to this process, itself first; none for a stranger or an installer."""
        chain, seen = [], set()
        while pid is not None:
            if pid not in self.parents or pid in seen:
                return []
            seen.add(pid)
            programs = self.programs.get(pid, [])
            if not INSTALLERS.isdisjoint(programs):
                return []
            chain += reversed(programs)
            pid = self.parents[pid]
        return chain


def drain_forks(link, processes):
    while True:
        try:
            message = link.recv(4096)
        except BlockingIOError:
            return
        (what,) = struct.unpack_from("I", message, 36)
        if what != PROC_EVENT_FORK:
            continue
        _pid, parent, child, child_group = struct.unpack_from("IIII", message, 52)
        if child == child_group:  # else a thread
            processes.forked(parent, child)


def argv_of(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read(400).replace(b"\0", b" ").decode(errors="replace").strip()
    except OSError:
        return ""


class Observer:
    def __init__(self, root):
        self.link = watch_forks()
        self.processes = Processes(root)
        self.group = watch_files()
        self.files = {}
        self.lost = False

    def drain(self):
        try:
            data = os.read(self.group, MOST_EVENTS * EVENT.size)
        except BlockingIOError:
            data = b""
        # Read after the files: whoever opened one was forked before.
        drain_forks(self.link, self.processes)
        at = 0
        while at < len(data):
            length, _version, _reserved, _size, mask, fd, pid = EVENT.unpack_from(data, at)
            at += length
            if mask & FAN_Q_OVERFLOW:
                self.lost = True
            if fd >= 0:
                try:
                    self.opened(mask, fd, pid)
                finally:
                    os.close(fd)
        return data != b""

    def opened(self, mask, fd, pid):
        path = os.readlink(f"/proc/self/fd/{fd}")
        if mask & FAN_OPEN_EXEC:
            self.processes.executed(pid, path)
        chain = self.processes.ancestry(pid)
        if not chain:
            return
        status = os.fstat(fd)
        key = (status.st_dev, status.st_ino)
        if key not in self.files:
            via = " < ".join(dict.fromkeys(chain))
            self.files[key] = {"path": path, "command": f"{argv_of(pid) or chain[0]} ({via})"}
        silent = FAN_MARK_ADD | FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORED_SURV_MODIFY
        mark(self.group, silent | FAN_MARK_EVICTABLE, FAN_OPEN, fd=fd)

    def require_sight(self):
        """Ends the program unless it sees a child of its own open a file: where forks are told to
        nobody, as in a process namespace, the kernel says nothing of that."""
        family, self.processes = self.processes, Processes(os.getpid())
        child = os.fork()
        if child == 0:
            os.close(os.open("/proc/self/exe", os.O_RDONLY))
            os._exit(0)
        os.waitpid(child, 0)
        while self.drain():
            pass
        if not self.files:
            sys.exit("the kernel tells no forks or no opened files here")
        self.processes, self.files = family, {}

    def run(self):
        self.require_sight()
        # Ahead of those that it watches, lest their events pile up.
        os.nice(-10)
        print("ready", flush=True)
        while True:
            ready, _, _ = select.select([self.group, self.link, sys.stdin], [], [])
            self.drain()
            if sys.stdin in ready:
                # On a busy host there would be no end of new ones.
                mark(self.group, FAN_MARK_FLUSH | FAN_MARK_FILESYSTEM, 0)
                while self.drain():
                    pass
                break
        files = [
            {"dev": dev, "ino": ino, **file} for (dev, ino), file in sorted(self.files.items())
        ]
        json.dump({"files": files, "lost": self.lost}, sys.stdout)


if __name__ == "__main__":
    Observer(int(sys.argv[1])).run()
