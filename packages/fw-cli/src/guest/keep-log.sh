# Runs the program of $3 and on with file 3 open, and copies what comes there to the log $1 as it
# comes. A log of $2 bytes becomes the older part, $1.1. What finds no room on the disk is dropped, so
# that the writer never waits for it. Several programs may keep the same log.
log=$1 most=$2
shift 2
exec 4>&1
{ "$@" 3>&1 >&4 4>&-; } | {
  exec 4>&- 2>/dev/null
  umask 077
  room() {
    size=$(stat -c %s -- "$log" || echo 0)
    [ "$size" -lt "$most" ] || { mv -f -- "$log" "$log.1" && size=0; }
    echo $((most - size))
  }
  while :; do
    room=$(room)
    if stdbuf -o0 head -c "$room" >>"$log"; then
      room >/dev/null
      # One byte more shows whether that was the end.
      copied=$(head -c 1 | tee -a -- "$log" | wc -c)
    else
      copied=$(head -c 65536 | wc -c)
    fi
    [ "$copied" -gt 0 ] || exit 0
  done
}
