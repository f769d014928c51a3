# Runs the program of $3 and on with file 3 open, and copies what comes there to the log $1 as it
# comes. A log of $2 bytes becomes the older part, $1.1. What finds no room on the disk is dropped, so
# that whoever writes never waits for it.
log=$1 most=$2
shift 2
exec 4>&1
{ "$@" 3>&1 >&4 4>&-; } | {
  exec 4>&-
  while :; do
    if stdbuf -o0 head -c "$most" >>"$log" 2>/dev/null; then
      [ "$(stat -c %s -- "$log")" -ge "$most" ] || exit 0
      mv -f -- "$log" "$log.1"
    else
      [ "$(head -c 65536 | wc -c)" -gt 0 ] || exit 0
    fi
  done
}
