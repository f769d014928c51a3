#!/bin/sh
# All that one sees: the terminal first, because that is what one waits for. The session ends with
# the window manager.
export XENVIRONMENT=/usr/lib/fw/terminal.resources
xterm &
/usr/lib/fw/follow-screen &
/usr/lib/fw/clipboard-agent &
exec icewm
