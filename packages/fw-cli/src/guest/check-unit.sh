# Verifies the unit $3 of the machine with the root $1 and the folder of units $2: the programs that it
# names must be where it says.
mkdir -p /usr/local/lib && mount -t tmpfs none /usr/local/lib
[ ! -d "$1/usr/local/lib" ] || cp -r "$1/usr/local/lib/." /usr/local/lib/
SYSTEMD_UNIT_PATH="$1$2:/lib/systemd/system" exec systemd-analyze verify --man=no "$3"
