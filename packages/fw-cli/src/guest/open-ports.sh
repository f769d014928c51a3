# Says which TCP ports of the host $1 take a connection within $2 seconds. The ports are $3 and on.
address=$1 seconds=$2
shift 2
for port; do
  # shellcheck disable=SC2016 # bash's own words
  timeout "$seconds" bash -c ': <>"/dev/tcp/$0/$1"' "$address" "$port" 2>/dev/null && echo "$port" &
done
wait
