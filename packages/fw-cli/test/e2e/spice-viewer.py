"""Connects to a screen as a viewer does, and says in JSON lines how it got on.

Reads the session's properties as JSON from its standard input: unix-path, or host and tls-port or
port, ca-file and password. When the picture has come, it stays until its standard input ends.
"""

import json
import sys

import gi

gi.require_version("SpiceClientGLib", "2.0")
from gi.repository import GLib, GObject, SpiceClientGLib  # noqa: E402

MAIN, DISPLAY = 1, 2
GIVE_UP_S = 30

loop = GLib.MainLoop()


def say(event):
    print(json.dumps({"event": event}), flush=True)


def end(event):
    say(event)
    loop.quit()


def on_event(channel, event):
    if channel.get_property("channel-type") == MAIN and event.value_nick != "opened":
        end(event.value_nick)


def on_channel(_session, channel):
    kind = channel.get_property("channel-type")
    GObject.Object.connect(channel, "channel-event", on_event)
    if kind == DISPLAY:
        GObject.Object.connect(channel, "display-primary-create", lambda *_: say("picture"))
        channel.connect()


session = SpiceClientGLib.Session()
for name, value in json.loads(sys.stdin.readline()).items():
    session.set_property(name, value)
GObject.Object.connect(session, "channel-new", on_channel)
GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_HUP, lambda *_: loop.quit())
GLib.timeout_add_seconds(GIVE_UP_S, lambda: end("timeout"))
session.connect()
loop.run()
