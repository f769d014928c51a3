#!/bin/sh
# The X server and the session on it, for the user whom the unit logs in.
export XAUTHORITY="$HOME/.Xauthority"
rm -f "$XAUTHORITY"
xauth -q add :0 . "$(mcookie)"
# Meanwhile udev loads the card's driver.
udevadm wait --timeout=60 /dev/dri/card0
exec xinit /usr/lib/fw/desktop-session -- /usr/bin/Xorg :0 vt1 -keeptty -nolisten tcp \
  -auth "$XAUTHORITY"
