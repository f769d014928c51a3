# Whether conntrackd answers, and the sync link $1 carries.
conntrackd -s >/dev/null && test "$(cat "/sys/class/net/$1/operstate")" = up
