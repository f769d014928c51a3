# Prints what this system does with the disks on the USB device with the vendor $1 and the product $2,
# both in four hexadecimal digits: a line for each mounted file system and each disk made of them.
for device in /sys/bus/usb/devices/*-*; do
  vendor='' product=''
  read -r vendor 2>/dev/null <"$device/idVendor"
  read -r product 2>/dev/null <"$device/idProduct"
  [ "$vendor:$product" = "$1:$2" ] || continue
  find "$device/" -path '*/block/*' -name dev | while read -r dev; do
    disk=${dev%/dev}
    read -r number <"$dev"
    awk -v number="$number" -v path="/dev/${disk##*/}" '
      FILENAME ~ /swaps/ { if ($1 == path) print "used for swapping"; next }
      { for (i = 7; $i != "-"; i++); }
      $3 == number || $(i + 2) == path { print "mounted at " $5 }
    ' /proc/swaps /proc/self/mountinfo
    for holder in "$disk"/holders/*; do
      [ ! -e "$holder" ] || echo "part of ${holder##*/}"
    done
  done
done
