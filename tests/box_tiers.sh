#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Each part is taken away, and the box goes on without it and says why.
# shellcheck disable=SC2016,SC2086
# shellcheck source=tests/box_lib.sh
. "${srcdir:-.}/tests/box_lib.sh"

mark=31537$$

# nested COMMANDS: in a user namespace where COMMANDS take something away.
nested() {
	timeout 60 $unprivileged unshare -Urm sh -c "$1"
}

# --- a masked /proc, as in docker. The kernel minds the mask only for those who
# could not have made it, so what runs behind it has no rights.
powerless="unshare -U --map-user=65534 --map-group=65534"
if nested "mount -t tmpfs none /proc/irq &&
	! $powerless unshare -Urpf --mount-proc true" 2>/dev/null; then
	got=$(nested "mount -t tmpfs none /proc/irq
		exec $powerless $driver --report -- sh -c 'echo \$QMIMIC_TIER
		setsid sleep $mark & cat /sys/bus/usb/devices/1-1/idVendor
		exit 5'" 2>&1)
	is $? 5 "masked /proc: the status is passed on"
	has "$got" '^# no pid namespace: a fresh /proc is refused' \
		"masked /proc: the report says why"
	has "$got" '^namespaces$' "masked /proc: namespaces are used"
	has "$got" '^1199$' "masked /proc: /sys is there"
	gone "$mark"
	ok "masked /proc: the daemon is gone"
	got=$(nested "mount -t tmpfs none /proc/irq
		exec $powerless $driver --report -- sh -c '(setsid sleep $mark &)
		kill -KILL \$PPID; sleep 9'" 2>&1)
	await gone "$mark"
	ok "masked /proc: nothing is left when the supervisor is killed"
else
	skip "masked /proc" "it cannot be masked here"
fi

# --- no usable TUN device
if [ -e /dev/net/tun ]; then
	got=$(nested "mount --bind /dev/null /dev/net/tun
		exec $driver --report --network -- sh -c '
		echo \$QMIMIC_NETWORK; grep -c wwan0: /proc/net/dev'" 2>&1)
	has "$got" '^# no TUN device: /dev/net/tun: ' "no TUN: it is said"
	has "$got" '^veth$' "no TUN: a veth pair is used"
	has "$got" '^1$' "no TUN: wwan0 is there"
else
	skip "no TUN" "there is none anyway"
fi

# --- no user namespaces, no rights: the preloaded library
if nested 'echo 0 >/proc/sys/user/max_user_namespaces' 2>/dev/null; then
	without() {
		nested "echo 0 >/proc/sys/user/max_user_namespaces
			exec setpriv --bounding-set=-all --inh-caps=-all \
			$driver --report --socket=$TMPDIR/modem $*" 2>&1
	}
	got=$(without "-- sh -c 'echo \$QMIMIC_TIER; exit 6'")
	is $? 6 "no namespaces: the status is passed on"
	has "$got" '^# no user namespace: .*max_user_namespaces is 0' \
		"no namespaces: the report says why"
	has "$got" '^# a preloaded library stands in' \
		"no namespaces: it says what is used instead"
	has "$got" '^preload$' "no namespaces: the library is used"
	if command -v qmicli >/dev/null; then
		has "$(without -- qmicli -d /dev/cdc-wdm0 --dms-get-ids)" \
			IMEI "no namespaces: qmicli talks to the modem"
	else
		skip "no namespaces: qmicli" "it is not installed"
	fi
	has "$(nested "echo 0 >/proc/sys/user/max_user_namespaces
		exec setpriv --bounding-set=-all --inh-caps=-all \
		$driver doctor" 2>&1)" 'run works, with a preloaded library' \
		"no namespaces: doctor agrees"
	got=$(QMIMIC_PRELOAD=/nonexistent without -- true)
	is $? 125 "nothing works: 125"
	has "$got" 'libqmimic-preload.so is not installed' \
		"nothing works: the report says why"
	got=$(QMIMIC_PRELOAD=/nonexistent nested \
		"echo 0 >/proc/sys/user/max_user_namespaces
		exec setpriv --bounding-set=-all --inh-caps=-all \
		$driver doctor --json" 2>&1)
	is $? 3 "nothing works: doctor fails"
	has "$got" '"tier":"none"' "nothing works: doctor says so"
else
	skip "no namespaces" "they cannot be forbidden here"
fi

# --- the preloaded library, as a user without rights
pre() {
	box --report --preload --network --socket="$TMPDIR/modem" "$@" 2>err
}
is "$(pre -- sh -c '[ -c /dev/cdc-wdm0 ] && stat -c %t:%T /dev/cdc-wdm0
	realpath /sys/class/usbmisc/cdc-wdm0/device/driver
	cat /sys/class/net/wwan0/qmi/raw_ip
	ls /sys/class/usbmisc /sys/class/usbmisc/cdc-wdm0/device/net')" \
	"b4:b0
/sys/bus/usb/drivers/qmi_wwan
N
/sys/class/usbmisc:
cdc-wdm0

/sys/class/usbmisc/cdc-wdm0/device/net:
wwan0" "preload: /dev and /sys show the modem"
is "$(pre -- sh -c 'ls /etc/passwd; ls /dev/null; cat /dev/cdc-wdm1' 2>&1)" \
	"/etc/passwd
/dev/null" "preload: other files are as they are"
is "$(pre -- sh -c 'ls -l /dev/cdc-wdm0 /sys/class/net/ >/dev/null')" "" \
	"preload: ls finds nothing strange"
if command -v qmicli >/dev/null; then
	for option in "" -p; do
		got=$(pre -- qmicli -d /dev/cdc-wdm0 $option --dms-get-ids 2>&1)
		is "$(printf '%s\n' "$got" | grep -c -e IMEI -e arning)" 1 \
			"preload: qmicli $option talks to the modem"
	done
	is "$(pre -- qmicli -d /dev/cdc-wdm0 -w)" wwan0 \
		"preload: qmicli finds the network interface"
fi
if [ -x /sbin/ldconfig ] && ! readelf -lW /sbin/ldconfig | grep -q INTERP; then
	pre -- /sbin/ldconfig --version >/dev/null
	is $? 125 "preload: a static command is refused"
	has "$(cat err)" 'statically linked' "preload: ... and it is said"
else
	skip "static commands" "none is known here"
fi
if [ -u /usr/bin/passwd ]; then
	pre -- passwd --help >/dev/null
	is $? 125 "preload: a setuid command is refused"
	has "$(cat err)" 'setuid' "preload: ... and it is said"
else
	skip "setuid commands" "none is known here"
fi

# --- root needs no user namespace
if [ "$is_root" ]; then
	got=$(timeout 60 unshare -m sh -c "mount -t tmpfs none /dev/net
		mknod -m 666 /dev/net/tun c 10 200
		exec $unprivileged $driver --report --network -- \
		sh -c 'echo \$QMIMIC_NETWORK'" 2>&1)
	is "$got" tap "a TUN device that all may use is used"
	got=$(setpriv --bounding-set=-all,+setfcap --inh-caps=-all "$driver" \
		--report -- sh -c 'echo $QMIMIC_TIER' 2>&1)
	is "$got" namespaces "root without rights takes a user namespace"
	unprivileged=
	outside=$(readlink /proc/self/ns/user)
	got=$(box --report --network -- sh -c 'readlink /proc/self/ns/user
		readlink /proc/self/ns/mnt; echo $QMIMIC_NETWORK
		cat /sys/class/usbmisc/cdc-wdm0/device/bInterfaceNumber' 2>&1)
	printf '%s\n' "$got" | grep -qxF "$outside"
	ok "root: no user namespace"
	has "$got" '^08$' "root: /sys is there"
	! printf '%s\n' "$got" | grep -qxF "$(readlink /proc/self/ns/mnt)"
	ok "root: a mount namespace"
	if [ -w /dev/net/tun ]; then
		has "$got" '^tap$' "root: wwan0 is a TAP device"
	else
		skip "root: wwan0 is a TAP device" "no /dev/net/tun"
	fi
	is "$(box --network -- sh -c 'cat /sys/class/net/wwan0/type')" 1 \
		"root: wwan0 is Ethernet until raw_ip is written"
else
	skip "root" "the tests do not run as root"
fi
is "$(find "$TMPDIR" -type f -o -type s -o -name 'qmimic-*')" "" \
	"no file is left"
done_testing
