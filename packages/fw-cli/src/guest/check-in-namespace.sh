# Runs the program of $2 and on in a fresh namespace with the interfaces that the ip commands of the
# file $1 make. The shell stays process 1: systemd's programs would send their complaints to the
# kernel's log there.
set -e
mount -t tmpfs none /run
ip link set lo up
ip -batch "$1"
shift
set +e
"$@"
code=$?
exit $code
