# Keeps one processor busy.
while :; do :; done
