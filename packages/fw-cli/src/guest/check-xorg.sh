# Starts the X server $1 with the file $2 and the log $3. No device, bus or terminal of the host's is
# there to be opened.
set -e
mkdir -p /run/dev
touch /run/dev/null
mount --bind /dev/null /run/dev/null
mount -t tmpfs none /sys
mount --rbind /run/dev /dev
exec timeout 20 "$1" :77 -nolock -config "$2" -logfile "$3" -novtswitch -sharevts -nolisten tcp -nolisten unix
