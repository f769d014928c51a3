#!/bin/sh
# All that one sees: the terminal first, because that is what one waits for. The session ends with
# the window manager.
export XENVIRONMENT=/usr/lib/fw/terminal.resources
xterm &
# Not black, as which a part that nobody has drawn is shown: so the two can be told apart.
xsetroot -solid '#35526b' &
/usr/lib/fw/follow-screen &
/usr/lib/fw/clipboard-agent &
exec icewm
