# Offers the USB device $4 of this host at the address $5 with the program $3, which ends after each
# connection, again and again: while the file $1 is there and the machine lives whose process id is in
# the file $2. The last connection may end by itself, because then the host gets its device back.
# The folder $6 (/) shows which devices there are: the program cannot tell those apart that are alike.
note=$1 program=$3 device=$4 address=$5 devices=$6/sys/bus/usb/devices
machine=$(cat "$2")
wanted() { [ -e "$note" ] && kill -0 "$machine" 2>/dev/null; }
look() {
  found=0 places=' '
  for one in "$devices"/*-*; do
    vendor='' product='' bus='' number=''
    read -r vendor 2>/dev/null <"$one/idVendor"
    read -r product 2>/dev/null <"$one/idProduct"
    [ "$vendor:$product" = "$device" ] || continue
    read -r bus 2>/dev/null <"$one/busnum"
    read -r number 2>/dev/null <"$one/devnum"
    found=$((found + 1)) places="$places$bus-$number "
  done
}
while [ -e "$note" ]; do
  look
  if [ $found -gt 1 ]; then
    echo "$found devices are called $device: unplug the others"
  else
    setpriv --inh-caps=-all --bounding-set=-all --no-new-privs \
      "$program" --device "$device" --as "$address" </dev/null
  fi
  sleep 0.5
done &
loop=$!
look
place=$places others=no
while wanted; do
  sleep 0.3
  look
  case $places in
    *"$place"*) ;;
    *)
      # What is left now is one of the others, which nobody has asked for.
      [ $others = no ] || rm -f "$note"
      # The program itself notices only when the machine next uses the device.
      pkill -INT -P $loop
      ;;
  esac
  others=yes
  [ $found -gt 1 ] || place=$places others=no
done
rm -f "$note"
for name in none none none none none none INT INT KILL; do
  pgrep -P $loop >/dev/null || break
  [ $name = none ] || pkill -$name -P $loop
  sleep 0.5
done
wait $loop
