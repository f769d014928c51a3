# Lets systemd-networkd read a machine's files. $1: the folder with them, $2: a file of ip commands,
# $3: what the daemon is to make, a line `KIND NAME` or `KIND NAME ADDRESS` each, $4: what it says when
# it has read all files, $5: what is written before each of those that it does not make. A private
# /etc and /sys: nothing of the host's is read, and nobody answers for udev, without which links are
# configured at once. Kinds that this kernel lacks are not waited for. Process 1 of a namespace cannot
# be ended by timeout.
set -e
mount -t tmpfs none /run
mkdir -p /run/systemd/network /run/systemd/netif
mount -t tmpfs none /etc/systemd/network
if mknod -m 666 /run/tun c 10 200 2>/dev/null; then mount --bind /run/tun /dev/net/tun || true; fi
cp /etc/group /run/group
getent group kvm >/dev/null || echo kvm:x:64990: >>/run/group
mount --bind /run/group /etc/group
mount -t sysfs -o ro none /sys
cp "$1"/* /etc/systemd/network/
ip link set lo up
ip -batch "$2"
# shellcheck disable=SC2013 # each line is one word
for kind in $(cut -d' ' -f1 "$3" | sort -u); do
  case $kind in
    nic) ;;
    vlan)
      ip link add link lo name probe type vlan id 1 2>/dev/null || continue
      ip link del probe
      ;;
    *)
      ip link add probe type "$kind" 2>/dev/null || continue
      ip link del probe
      ;;
  esac
  grep "^$kind " "$3" | cut -d' ' -f2-
done >/run/wanted
lacking() {
  ip -o link | sed -E 's/^[0-9]+: ([^:@]+).*/\1/' >/run/made
  ip -o address | awk '{ print $2, $4 }' >>/run/made
  grep -vxFf /run/made /run/wanted
}
export SYSTEMD_LOG_LEVEL=debug SYSTEMD_LOG_TARGET=console
/lib/systemd/systemd-networkd >/run/log 2>&1 &
until grep -q "$4" /run/log || ! kill -0 $! 2>/dev/null; do sleep 0.03; done
for pause in 0.03 0.06 0.1 0.2 0.4 0.8 1.6 3.2; do
  lacking >/dev/null || break
  sleep $pause
done
cat /run/log
lacking | sed "s/^/$5/"
kill -9 $!
wait $! 2>/dev/null || true
