# Puts an empty folder in place of each one before the word --, then becomes the program behind it.
while [ "$1" != -- ]; do
  mount -t tmpfs -o mode=1777,size=1m tmpfs "$1" || exit
  shift
done
shift
exec "$@"
