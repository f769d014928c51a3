# Runs the commands of the folder $1 one after the other, each for $2 seconds at most. Each is a file
# of words that end with a zero byte, so that no word is ever read as shell.
for words in "$1"/*.argv; do
  # shellcheck disable=SC2016 # the inner shell's own words
  xargs -0 -a "$words" sh -c '
    seconds=$1
    shift
    timeout -k 1 "$seconds" "$@" >"$0.output" 2>&1 </dev/null
    echo $? >"$0.code"' "${words%.argv}" "$2"
done
