# Becomes the program $@, before other programs but after keepalived, where the host allows it; else
# like any other.
chrt --rr 1 true 2>/dev/null && exec chrt --rr 1 "$@"
exec "$@"
