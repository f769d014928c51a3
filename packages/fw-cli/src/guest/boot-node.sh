# Brings a node's system up. $1: the folder with its rendered files, $2: its name, $3: the text of
# supervise.sh, then six words for each service: its name, its folders below /run, the seconds before
# it starts again, its command, the commands before each start, those after each end. Standard input:
# lines for `ip -batch`. What the services write goes where the output of the node's process 1 goes.
set -eu
exec >>/proc/1/fd/1
cd "$1"
hostname "$2"

# The node's own view of the files: private memory at /run, empty homes and temporary folders in
# place of the host's, and its rendered files over the host's /etc and /usr/local, where it may
# write too. What a node writes is in the host's memory, and must not fill it.
mount -t tmpfs -o mode=755,size=64m tmpfs /run
mount -t sysfs sysfs /sys
empty() { [ ! -d "$2" ] || mount -t tmpfs -o "mode=$1,size=64m" tmpfs "$2"; }
empty 700 /root
empty 755 /home
empty 1777 /tmp
empty 1777 /var/tmp
empty 1777 /dev/shm
mkdir -p /run/lock /run/fw-node
for place in etc usr/local; do
  [ -d "$place" ] || continue
  layer=/run/fw-node/$(echo "$place" | tr / -)
  mkdir -p "$layer/files" "$layer/work"
  cp -R --preserve=mode "$place/." "$layer/files"
  mount -t overlay -o "lowerdir=/$place,upperdir=$layer/files,workdir=$layer/work" overlay "/$place"
done
# Rules that the host's owner keeps for the host are not the node's.
[ ! -d /etc/nftables.d ] || [ -d etc/nftables.d ] || mount -t tmpfs -o size=1m tmpfs /etc/nftables.d

ip -batch -

# The number of connections is the kernel's, not a namespace's: only that one setting may be refused.
if [ -f /etc/sysctl.d/60-fw.conf ]; then
  refused=$(sysctl -q -p /etc/sysctl.d/60-fw.conf 2>&1 >/dev/null | grep -v nf_conntrack_max) || true
  [ -z "$refused" ] || { echo "$refused" >&2; exit 1; }
fi
[ ! -f /etc/nftables.conf ] || nft -f /etc/nftables.conf

cd /
printf '%s' "$3" >/run/fw-node/supervise
shift 3
while [ $# -gt 0 ]; do
  for folder in $2; do mkdir -p "/run/$folder"; done
  setsid sh /run/fw-node/supervise "$1" "$3" "$4" "$5" "$6" </dev/null 2>&1 &
  # As systemd does, which starts the next unit when this one's ExecStartPre is through.
  until [ -e "/run/fw-node/$1.prepared" ]; do sleep 0.01; done
  shift 6
done
