#!/bin/sh
# Gives the screen the size that the viewer's window asks for, which the kernel announces as the
# preferred mode. What was not drawn before stays black until it is asked to draw itself.
udevadm monitor --udev --subsystem-match=drm | while read -r event _; do
  [ "$event" = UDEV ] || continue
  xrandr | while read -r output state _; do
    [ "$state" = connected ] && xrandr --output "$output" --auto
  done
  xrefresh
done
