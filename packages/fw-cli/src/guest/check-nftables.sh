# Loads the ruleset $1; where the kernel is built without flowtables, its words are checked and $2 is
# loaded, the same without them. Loaded over itself, as a reload must work, and listed: the kernel has
# it.
file=$1
if ! nft -c -f "$1" && ! cmp -s "$1" "$2"; then
  echo "fw: without flowtables"
  file=$2
fi
nft -f "$file" && nft -f "$file" && nft list ruleset | grep -q chain
echo "fw: $?"
