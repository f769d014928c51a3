# Becomes the program $@, whose output goes to file 3.
exec "$@" >&3 2>&1 3>&-
