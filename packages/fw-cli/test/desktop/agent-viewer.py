"""A viewer that copies, pastes and drops files by order, as remote-viewer does by hand.

Reads one JSON object a line from its standard input: first the session's properties, as
spice-viewer.py does; then orders. Says in JSON lines what happens. Orders:

{"copy": TEXT}      the viewer's clipboard has this text; the guest may ask for it
{"drop": PATH}      the file is dropped on the window
{"press": SCANCODE} a key is pressed and let go; the next changed picture is said, in milliseconds
{"size": [W, H]}    the window has another size
"""

import ctypes
import json
import os
import sys
import time

import gi

gi.require_version("SpiceClientGLib", "2.0")
from gi.repository import Gio, GLib, GObject, SpiceClientGLib  # noqa: E402

MAIN, DISPLAY, INPUTS = 1, 2, 3
CLIPBOARD = 0
UTF8_TEXT = 1
# VD_AGENT_CAP_CLIPBOARD_BY_DEMAND
BY_DEMAND = 5
BAR = 32

loop = GLib.MainLoop()
channels = {}
copied = ""
pressed_at = None
picture_height = 0


def say(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


def on_agent(main):
    # Before it has said what it can do, nothing is sent to it.
    if main.agent_test_capability(BY_DEMAND):
        say("agent")


def on_grab(main, selection, _types, _count):
    say("guest copied")
    main.clipboard_selection_request(selection, UTF8_TEXT)
    return True


def on_data(_main, _selection, _kind, data, size):
    say("pasted", text=ctypes.string_at(data, size).decode() if size else "")


def on_request(main, selection, kind):
    say("guest asked")
    main.clipboard_selection_notify(selection, kind, copied.encode())
    return True


def on_primary(_display, _format, width, height, *_more):
    global picture_height
    picture_height = height
    say("picture", width=width, height=height)


def on_invalidate(_display, _x, y, _width, _height):
    global pressed_at
    # The clock in the bar at the bottom changes by itself.
    if pressed_at is not None and y < picture_height - BAR:
        say("changed", ms=1000 * (time.monotonic() - pressed_at))
        pressed_at = None


def on_channel(_session, channel):
    kind = channel.get_property("channel-type")
    channels[kind] = channel
    listen = GObject.Object.connect
    if kind == MAIN:
        listen(channel, "main-agent-update", on_agent)
        listen(channel, "main-clipboard-selection-grab", on_grab)
        listen(channel, "main-clipboard-selection", on_data)
        listen(channel, "main-clipboard-selection-request", on_request)
    if kind == DISPLAY:
        listen(channel, "display-primary-create", on_primary)
        listen(channel, "display-invalidate", on_invalidate)
    if kind in (DISPLAY, INPUTS):
        channel.connect()


def dropped(main, result):
    try:
        main.file_copy_finish(result)
        say("dropped")
    except GLib.Error as error:
        say("refused", why=error.message)


def obey(order):
    global copied, pressed_at
    main = channels[MAIN]
    if "copy" in order:
        copied = order["copy"]
        main.clipboard_selection_grab(CLIPBOARD, [UTF8_TEXT])
    if "drop" in order:
        files = [Gio.File.new_for_path(order["drop"])]
        main.file_copy_async(files, Gio.FileCopyFlags.NONE, None, None, None, dropped)
    if "size" in order:
        main.update_display_enabled(0, True, False)
        main.update_display(0, 0, 0, *order["size"], False)
        main.send_monitor_config()
    if "press" in order:
        pressed_at = time.monotonic()
        channels[INPUTS].key_press(order["press"])
        channels[INPUTS].key_release(order["press"])


def lines():
    """What has come on the standard input, line by line; None when it has ended."""
    rest = b""
    while more := os.read(sys.stdin.fileno(), 1 << 20):
        *whole, rest = (rest + more).split(b"\n")
        yield [json.loads(line) for line in whole]


def on_input(_stream, _condition):
    orders = next(orders_come, None)
    if orders is None:
        loop.quit()
        return False
    for order in orders:
        obey(order)
    return True


orders_come = lines()
session = SpiceClientGLib.Session()
for name, value in next(orders_come)[0].items():
    session.set_property(name, value)
GObject.Object.connect(session, "channel-new", on_channel)
GLib.io_add_watch(sys.stdin.fileno(), GLib.IO_IN | GLib.IO_HUP, on_input)
session.connect()
loop.run()
