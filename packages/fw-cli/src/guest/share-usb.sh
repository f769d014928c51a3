# Offers the USB device $4 of this host at the address $5 with the program $3, which ends after each
# connection, again and again: while the file $1 is there and the machine lives whose process id is in
# the file $2. The last connection may end by itself, because then the host gets its device back.
note=$1 program=$3 device=$4 address=$5
machine=$(cat "$2")
wanted() { [ -e "$note" ] && kill -0 "$machine" 2>/dev/null; }
while [ -e "$note" ]; do
  setpriv --inh-caps=-all --bounding-set=-all --no-new-privs \
    "$program" --device "$device" --as "$address" </dev/null
  sleep 0.5
done &
loop=$!
while wanted; do sleep 0.3; done
rm -f "$note"
for name in none none none none none none INT INT KILL; do
  pgrep -P $loop >/dev/null || break
  [ $name = none ] || pkill -$name -P $loop
  sleep 0.5
done
wait $loop
