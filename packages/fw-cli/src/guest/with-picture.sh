# Becomes the program of $2 and on with file 5 open, which is the file $1.
exec 5>"$1"
shift
exec "$@"
