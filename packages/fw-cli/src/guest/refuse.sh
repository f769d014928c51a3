# Says $1 as a complaint, and fails.
echo "$1" >&2
exit 1
