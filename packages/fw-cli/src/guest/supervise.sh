# Runs one service for ever, as its unit's Restart=always would. SIGTERM stops it for good; SIGUSR1
# restarts it without the pause that follows a failure.
name=$1 seconds=$2 command=$3 before=$4 after=$5
echo $$ >"/run/fw-node/$name.pid"
stop='' again='' child=''
trap 'stop=1; [ -z "$child" ] || kill -TERM "$child"' TERM
trap 'again=1; [ -z "$child" ] || kill -TERM "$child"' USR1
while [ -z "$stop" ]; do
  sh -c "$before"
  : >"/run/fw-node/$name.prepared"
  sh -c "exec $command" &
  child=$!
  echo $child >"/run/fw-node/$name.main"
  wait "$child"
  while kill -0 "$child" 2>/dev/null; do wait "$child"; done
  child=''
  sh -c "$after"
  [ -n "$stop$again" ] || { echo "fw: $name ended, it starts again"; sleep "$seconds"; }
  again=''
done
rm -f "/run/fw-node/$name.pid"
