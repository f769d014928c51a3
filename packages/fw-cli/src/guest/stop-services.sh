# Stops a node's services in the order given, each after the one before is gone.
for name; do
  pid=$(cat "/run/fw-node/$name.pid" 2>/dev/null) || continue
  kill -TERM "$pid" 2>/dev/null
  while [ -e "/run/fw-node/$name.pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
done
