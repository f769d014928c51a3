import { initCommands, initModules } from "./init.ts";
import { keptGenerators, keptUdevRules, maskedUnits } from "./units.ts";

const words = (list: readonly string[]): string => list.join(" ");
const pattern = (list: readonly string[]): string => list.join("|");

/**
 * Run inside the new tree once all packages are installed: settles what starts at
 * boot, removes what must differ between machines, and packs the initial RAM disk.
 * Leaves `/boot/vmlinuz`, `/boot/initrd` and `/boot/packages` for the host to fetch.
 */
export const customizeScript: string = `set -eu
mask() { rm -rf "$1"; ln -s /dev/null "$1"; }
cd /etc/systemd/system
systemctl --quiet preset-all
for unit in ${words(maskedUnits)}; do mask "$unit"; done
ln -sfn /lib/systemd/system/multi-user.target default.target

mkdir -p /etc/systemd/system-generators /etc/udev/rules.d
for path in /lib/systemd/system-generators/*; do
  case \${path##*/} in
    ${pattern(keptGenerators)}) ;;
    *) mask "/etc/systemd/system-generators/\${path##*/}" ;;
  esac
done
for path in /lib/udev/rules.d/*; do
  case \${path##*/} in
    ${pattern(keptUdevRules)}) ;;
    *) mask "/etc/udev/rules.d/\${path##*/}" ;;
  esac
done

rm -f /etc/modules-load.d/modules.conf /etc/ssh/ssh_host_* /var/lib/dbus/machine-id
# Empty, not absent: the first boot makes an identity without presets being applied again.
: >/etc/machine-id

tree=/run/initrd
mkdir -p $tree/bin $tree/dev $tree/modules $tree/proc $tree/root $tree/sys
cp /usr/lib/fw/init $tree/init
cp /bin/busybox $tree/bin
for name in ${words(initCommands)}; do ln -s busybox "$tree/bin/$name"; done
kernel=$(ls /lib/modules)
for module in ${words(initModules)}; do modprobe -S "$kernel" --show-depends "$module"; done |
  awk '$1 == "insmod" && !seen[$2]++ { print $2 }' >/run/modules
while read -r path; do
  cp "$path" $tree/modules
  echo "\${path##*/}"
done </run/modules >$tree/modules/order
find $tree -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
cp "/boot/vmlinuz-$kernel" /run/vmlinuz
dpkg-query --show >/run/packages
rm -rf /boot/* /vmlinuz* /initrd.img*
(cd $tree && find . | sort | busybox cpio -o -H newc 2>/dev/null) >/boot/initrd
mv /run/vmlinuz /run/packages /boot
rm -rf $tree /run/modules
`;
