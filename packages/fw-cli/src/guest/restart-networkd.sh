# Starts systemd-networkd on a node, or restarts it as its unit does (RestartKillSignal=SIGUSR2), and
# returns when it has found every link of a .network file as it wants it. The driver itself has given
# the addresses at boot; what networkd does to those that it finds is what a restart is about.
# Read-only /sys tells it that nobody answers for udev, and the name by which it drops its rights is
# its own user's already, so that it starts in an ordinary user's namespace too.
note=/run/fw-node/systemd-networkd.main
if pid=$(cat "$note" 2>/dev/null); then
  kill -USR2 "$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.01; done
fi
mkdir -p /run/systemd/netif /run/systemd/network
rm -f /run/systemd/netif/links/*
sed 's/^systemd-network:x:[0-9]*:[0-9]*:/systemd-network:x:0:0:/' /etc/passwd >/run/fw-node/passwd
# shellcheck disable=SC2016 # the inner shell's own number
setsid unshare --mount sh -c '
  mount --bind /run/fw-node/passwd /etc/passwd
  mount -o remount,bind,ro /sys
  echo $$ >/run/fw-node/systemd-networkd.main
  exec /lib/systemd/systemd-networkd' </dev/null >/run/fw-node/systemd-networkd.log 2>&1 &
wanted=0
for file in /etc/systemd/network/*.network; do [ ! -e "$file" ] || wanted=$((wanted + 1)); done
tries=0
while [ $tries -lt 300 ]; do
  tries=$((tries + 1))
  sleep 0.01
  ready=$(grep -ls '^ADMIN_STATE=configured' /run/systemd/netif/links/* | wc -l)
  [ "$ready" -lt "$wanted" ] || exit 0
done
cat /run/fw-node/systemd-networkd.log >&2
exit 1
