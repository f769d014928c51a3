# Runs the program of $2 and on in a guest. Its streams go to two files in the folder $1, in the
# guest's memory, which are read while they grow: the agent itself would show nothing before the end.
umask 077
mkdir -p "$1"
cd /
d=$1
shift
exec setsid "$@" >"$d/out" 2>"$d/err"
