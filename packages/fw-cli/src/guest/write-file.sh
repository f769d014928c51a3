# Writes standard input to the file $1 with the mode $2; nobody else may read it before it has that.
umask 077
cat >"$1" && chmod "$2" "$1"
