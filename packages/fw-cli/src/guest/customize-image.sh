set -eu
mask() { rm -rf "$1"; ln -s /dev/null "$1"; }
cd /etc/systemd/system
systemctl --quiet preset-all
# shellcheck disable=SC2043 # a list is put there
for unit in @MASKED_UNITS@; do mask "$unit"; done
ln -sfn /lib/systemd/system/multi-user.target default.target

mkdir -p /etc/systemd/system-generators /etc/udev/rules.d
for path in /lib/systemd/system-generators/*; do
  case ${path##*/} in
    @KEPT_GENERATORS@) ;;
    *) mask "/etc/systemd/system-generators/${path##*/}" ;;
  esac
done
for path in /lib/udev/rules.d/*; do
  case ${path##*/} in
    @KEPT_UDEV_RULES@) ;;
    *) mask "/etc/udev/rules.d/${path##*/}" ;;
  esac
done

rm -f /etc/modules-load.d/modules.conf /etc/ssh/ssh_host_* /var/lib/dbus/machine-id
# Empty, not absent: the first boot makes an identity without presets being applied again.
: >/etc/machine-id

tree=/run/initrd
mkdir -p $tree/bin $tree/dev $tree/modules $tree/proc $tree/root $tree/sys
cp /usr/lib/fw/init $tree/init
cp /bin/busybox $tree/bin
# shellcheck disable=SC2043
for name in @INIT_COMMANDS@; do ln -s busybox "$tree/bin/$name"; done
kernel=$(ls /lib/modules)
# shellcheck disable=SC2043
for module in @INIT_MODULES@; do modprobe -S "$kernel" --show-depends "$module"; done |
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' >/run/modules
while read -r path; do
  cp "$path" $tree/modules
  echo "${path##*/}"
done </run/modules >$tree/modules/order
find $tree -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
cp "/boot/vmlinuz-$kernel" /run/vmlinuz
dpkg-query --show >/run/packages
# shellcheck disable=SC2115 # it runs in the image
rm -rf /boot/* /vmlinuz* /initrd.img*
(cd $tree && find . | sort | busybox cpio -o -H newc 2>/dev/null) >/boot/initrd
mv /run/vmlinuz /run/packages /boot
rm -rf $tree /run/modules
