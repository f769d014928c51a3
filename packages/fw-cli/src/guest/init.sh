#!/bin/sh
export PATH=/bin
stop() {
  echo "fw-init: $*" >/dev/console
  sleep 1
  poweroff -f
}
mount -t devtmpfs none /dev
mount -t proc none /proc
mount -t sysfs none /sys
root=/dev/vda
# shellcheck disable=SC2013 # words are wanted
for word in $(cat /proc/cmdline); do
  case $word in
    root=*) root=${word#root=} ;;
    fw.probe=*) stop "${word#fw.probe=}" ;;
  esac
done
while read -r module; do
  insmod "/modules/$module" || stop "cannot load the module $module"
done </modules/order
tries=0
until [ -b "$root" ]; do
  tries=$((tries + 1))
  [ $tries -lt 100 ] || stop "there is no root disk $root"
  usleep 50000
done
mount -t ext4 -o rw,noatime "$root" /root || stop "cannot mount the root disk $root"
list=/root/var/lib/fw/seed.list
for disk in /sys/block/vd*; do
  [ "$(cat "$disk/serial" 2>/dev/null)" = fwseed ] || continue
  seed=/dev/${disk##*/}
  mkdir -p "${list%/*}"
  tar -t -f "$seed" >/seed.members || stop "the seed on $seed is not a tar"
  if [ -f "$list" ]; then
    while read -r path; do rm -f "/root/$path"; done <"$list"
  fi
  # Before the files, so that a crash in between cannot leave files that no list names.
  grep -v '/$' /seed.members >"$list"
  tar -x -o -f "$seed" -C /root || stop "cannot unpack the seed on $seed"
done
mount --move /dev /root/dev
mount --move /proc /root/proc
mount --move /sys /root/sys
exec switch_root /root /sbin/init
