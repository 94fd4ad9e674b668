#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What a command finds in the box, and what the caller finds afterwards.
# shellcheck disable=SC2016,SC2086
# shellcheck source=tests/box_lib.sh
. "${srcdir:-.}/tests/box_lib.sh"

mounts_before=$(cat /proc/self/mountinfo)

# --- status
box -- true
is $? 0 "success is passed on"
box -- sh -c 'exit 7'
is $? 7 "a status is passed on"
box -- sh -c 'kill -TERM $$'
is $? 143 "a signal becomes 128 and its number"
box -- sh -c 'kill -KILL $$'
is $? 137 "a killed command is reported as such"
box -- /etc/passwd 2>err
is $? 126 "126 for what cannot be executed"
has "$(cat err)" '/etc/passwd: Permission denied' "... and it is said"
box -- no-such-command 2>err
is $? 127 "127 for what does not exist"
has "$(cat err)" 'no-such-command: No such file' "... and it is said"

# --- what is inside
is "$(echo hello | box -- cat)" hello "standard input and output are kept"
is "$(box -- sh -c 'cat <&5' 5<<-X
	kept
	X
)" kept "open descriptors are kept"
is "$(box -- ls /proc/self/fd)" "$(ls /proc/self/fd)" "and none is added"
is "$(box -- pwd)" "$(pwd)" "the working directory is kept"
is "$(HOME=/x FOO=bar box -- sh -c 'echo $HOME $FOO')" "/x bar" \
	"the environment is kept"
is "$(box -- sh -c 'id -u; test $$ -lt 5 && echo first')" "0
first" "root among few processes"
is "$(box -- sh -c 'trap "" PIPE; trap - PIPE; kill -PIPE $$; echo alive')" \
	"" "SIGPIPE ends a command as usual"
is "$(box -- sh -c '
	for i in null zero full random urandom tty cdc-wdm0 ptmx; do
		[ -c /dev/$i ] || echo "$i is missing"
	done
	for i in fd stdin stdout stderr shm pts; do
		[ -e /dev/$i ] || echo "$i is missing"
	done
	echo x >/dev/null
	head -c 3 /dev/zero | wc -c
	touch /dev/shm/x && echo shm')" "3
shm" "/dev has what programs expect"
is "$(box -- script -qec 'tty' /dev/null | tr -d '\r')" /dev/pts/0 \
	"terminals can be opened"
is "$(box --network -- sh -c 'cd /sys/class/usbmisc/cdc-wdm0/device
	basename $(realpath driver) $(realpath subsystem)
	basename $(realpath driver)
	cat bInterfaceNumber ../idVendor ../idProduct ../manufacturer
	ls net
	cat net/wwan0/qmi/raw_ip
	basename $(realpath /sys/class/net/wwan0/device/driver)
	basename $(realpath /sys/bus/usb/devices/1-1:1.8/driver)')" \
	"qmi_wwan
qmi_wwan
08
1199
9071
Sierra Wireless, Incorporated
wwan0
N
qmi_wwan
qmi_wwan" "/sys shows the modem"
is "$(box --network -- sh -c '
	cat /sys/class/net/wwan0/statistics/rx_packets
	number=$(cat /sys/class/net/wwan0/ifindex)
	grep -q IFINDEX=$number /sys/class/net/wwan0/uevent && echo uevent
	grep -c ID_MM_CANDIDATE /run/udev/data/n$number
	grep -c wwan0 /proc/net/dev
	grep -q "lo:" /proc/net/dev && echo lo
	numbers=$(stat -c "%Hr:%Lr" /dev/cdc-wdm0)
	[ -e /sys/dev/char/$numbers/uevent ] && echo number
	[ -e /run/udev/data/c$numbers ] && echo udev
	[ -e /sys/devices/system/cpu ] && echo cpu')" "0
uevent
1
1
lo
number
udev
cpu" "/sys, udev and network agree"
is "$(box --network -- sh -c 'echo $QMIMIC_DEVICE $QMIMIC_TIER $QMIMIC_IFACE
	echo $SYSTEMD_DEVICE_VERIFY_SYSFS')" "/dev/cdc-wdm0 namespaces wwan0
0" "variables tell where things are"

# --- clients
if command -v qmicli >/dev/null; then
	is "$(box --network -- qmicli -d /dev/cdc-wdm0 \
		--get-expected-data-format 2>&1)" 802-3 \
		"qmicli finds the network interface"
	is "$(box --network -- sh -c '
		qmicli -d /dev/cdc-wdm0 --set-expected-data-format=raw-ip
		echo $(cat /sys/class/net/wwan0/qmi/raw_ip)
		qmicli -d /dev/cdc-wdm0 -w' 2>&1)" \
		"[/dev/cdc-wdm0] expected data format set to: raw-ip
Y
wwan0" "qmicli sets the data format"
	is "$(box -- qmicli -d /dev/cdc-wdm0 --dms-get-ids 2>&1 |
		grep -c -e IMEI -e arning)" 1 "qmicli talks to the modem"
	is "$(box -- qmicli -p -d /dev/cdc-wdm0 --dms-get-ids 2>&1 |
		grep -c -e IMEI -e arning)" 1 "so it does through qmi-proxy"
	[ -z "$(ours qmi-proxy)" ]
	ok "qmi-proxy ends with the box"
else
	skip "qmicli" "qmicli is not installed"
fi
if command -v udevadm >/dev/null; then
	has "$(box --network -- udevadm info /dev/cdc-wdm0)" \
		'ID_VENDOR_ID=1199' "udevadm knows the device"
else
	skip "udevadm" "udevadm is not installed"
fi

# --- two at once
box -- sh -c 'cat /sys/bus/usb/devices/1-1/idVendor; sleep 0.3' >one &
box -- sh -c 'cat /sys/bus/usb/devices/1-1/idVendor; sleep 0.3' >two &
wait
is "$(cat one two)" "1199
1199" "two boxes run side by side"

is "$(cat /proc/self/mountinfo)" "$mounts_before" "no mount is left"
is "$(find "$TMPDIR" -type f -o -type s)" "" "no file is left"
done_testing
