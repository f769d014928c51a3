# Runs the commands of $2 and on for the service $1 of a node, of whose main process they may speak.
MAINPID=$(cat "/run/fw-node/$1.main" 2>/dev/null)
export MAINPID
shift
for command; do sh -c "$command" || exit; done
