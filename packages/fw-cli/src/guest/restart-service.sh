# Restarts the supervised service $1 of a node, and returns when its new process has begun.
old=$(cat "/run/fw-node/$1.main") && kill -USR1 "$(cat "/run/fw-node/$1.pid")" || exit 1
while [ "$(cat "/run/fw-node/$1.main")" = "$old" ]; do sleep 0.01; done
