# Runs the program of $2 and on under a guard, which ends the whole process group when standard input
# ends, and whoever is left $1 seconds later.
seconds=$1
shift
exec 3<&0 </dev/null
{
  trap '' TERM
  exec >/dev/null 2>&1
  read -r _ <&3
  kill -TERM 0
  sleep "$seconds"
  kill -KILL 0
} &
trap : TERM
exec 3<&-
"$@"
code=$?
kill -KILL $!
exit $code
