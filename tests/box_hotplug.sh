#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The modem is unplugged and plugged in: what programs in the box hear and see.
# shellcheck disable=SC2016,SC2086
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"
for program in qmicli udevadm; do
	command -v $program >/dev/null || {
		echo "1..0 # SKIP $program is not installed"
		exit 77
	}
done
cp "$QMIMIC" "$work/qmimic" || exit 99
chmod a+rx "$work"
mkdir -m 1777 "$work/tmp"
TMPDIR=$work/tmp
export TMPDIR
unprivileged=
if [ "$(id -u)" = 0 ]; then
	unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
scenario 'return scenario {
  story = function(modem)
    modem:expect "DMS Get IDs"
    modem:sleep(0.2)
    modem:vanish()
    modem:sleep(1)
    modem:come_back()
    modem:expect "DMS Get Revision"
    modem:hang_up()
    modem:expect "DMS Get IDs"
  end,
}'

cat >"$work/inside.sh" <<'X'
cd "$TMPDIR" || exit 99
await() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 400 ] || exit 98
		sleep 0.05
	done
}
show() {
	echo "$1" wdm "$(ls /sys/class/usbmisc)" usb "$(ls /sys/bus/usb/devices |
		grep -v usb1 | tr '\n' ' ')" net "$(ls /sys/class/net |
		tr '\n' ' ')" links "$(ip -o link | awk -F: '{ print $2 }' |
		tr -d '\n')" dev "$(ls /dev | grep -c wdm)"
}
udevadm monitor --udev --property --subsystem-match=usbmisc >wdm.txt &
udevadm monitor --udev >all.txt &
udevadm monitor --udev --subsystem-match=tty >tty.txt &
for one in wdm all tty; do
	await grep -q 'rule processing' $one.txt
done
show before
raw=/sys/class/net/wwan0/qmi/raw_ip
echo Y >$raw
first=$(cat /sys/class/net/wwan0/ifindex)
qmicli -d /dev/cdc-wdm0 --dms-get-ids >/dev/null || exit 97
await grep -q 'remove .*/1-1 (usb)' all.txt
show gone
await grep -q 'add .*(net)' all.txt
show back
echo raw_ip "$(cat $raw)"
[ "$(cat /sys/class/net/wwan0/ifindex)" -gt "$first" ] && echo new ifindex
[ "$(stat -f -c %T /sys/class/net/wwan0/statistics)" = sysfs ] &&
	echo real counters
number() {
	stat -c %Hr:%Lr /dev/cdc-wdm0
}
known() {
	[ -e "/sys/dev/char/$(number)" ] &&
		udevadm info /dev/cdc-wdm0 | grep -q ID_MM_CANDIDATE
}
known && echo "udev knows $(ls /run/udev/data | wc -l)"
qmicli -d /dev/cdc-wdm0 --dms-get-revision >/dev/null 2>&1
await qmicli -d /dev/cdc-wdm0 --dms-get-ids >/dev/null 2>&1
await known && echo "udev knows $(ls /run/udev/data | wc -l)"
X
timeout 60 $unprivileged "$work/qmimic" run "$work/s.lua" -- \
	sh "$work/inside.sh" >"$work/seen" 2>"$work/errors"
is $? 0 "the modem goes and comes back"
sed 's/^/# /' "$work/errors"
is "$(cat "$work/seen")" "before wdm cdc-wdm0 usb 1-1 1-1:1.4  net lo wwan0  links  lo wwan0 dev 1
gone wdm  usb  net lo  links  lo dev 0
back wdm cdc-wdm0 usb 1-1 1-1:1.4  net lo wwan0  links  lo wwan0 dev 1
raw_ip N
new ifindex
real counters
udev knows 5
udev knows 5" "/dev, /sys, /run/udev and the network follow"
is "$(sed -n 's/^UDEV *\[[0-9.]*\] *\([a-z]*\) .*\/\([^ ]*\) \((.*)\).*/\1 \2 \3/p' \
	"$work/tmp/all.txt")" "remove wwan0 (net)
remove cdc-wdm0 (usbmisc)
remove 1-1:1.4 (usb)
remove 1-1 (usb)
add 1-1 (usb)
add 1-1:1.4 (usb)
add cdc-wdm0 (usbmisc)
add wwan0 (net)" "libudev hears of each, children first when they go"
is "$(grep -c '^UDEV  *\[' "$work/tmp/wdm.txt")" 2 "its filters work"
is "$(grep -c '^UDEV  *\[' "$work/tmp/tty.txt")" 0 "... also where nothing fits"
has "$work/tmp/wdm.txt" DEVNAME=/dev/cdc-wdm0 "messages name the device"
has "$work/tmp/wdm.txt" ID_MM_CANDIDATE=1 "and have udev's properties"
is "$(sed -n 's/^SEQNUM=//p' "$work/tmp/wdm.txt" | tr '\n' ' ')" "2 7 " \
	"and numbers of their own"
done_testing
