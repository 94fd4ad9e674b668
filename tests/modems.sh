#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Scenarios with several modems: which endpoint is whose, what a command in the
# box sees, and who is named where.
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"

unprivileged=
if [ "$(id -u)" = 0 ]; then
	# The build may lie where a user without rights cannot read.
	cp "$QMIMIC" "$work/qmimic"
	QMIMIC_PRELOAD=$(dirname "$QMIMIC")/.libs/libqmimic-preload.so
	[ ! -f "$QMIMIC_PRELOAD" ] || cp "$QMIMIC_PRELOAD" "$work/"
	QMIMIC_PRELOAD=$work/libqmimic-preload.so
	export QMIMIC_PRELOAD
	chmod -R a+rX "$work"
	QMIMIC=$work/qmimic
	mkdir -m 1777 "$work/tmp"
	TMPDIR=$work/tmp
	XDG_RUNTIME_DIR=$TMPDIR
	export TMPDIR XDG_RUNTIME_DIR
	unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi

# refused TEXT NAME OPTIONS...: serve says so and ends with 2.
refused() {
	text=$1
	name=$2
	shift 2
	timeout 20 "$QMIMIC" serve "$@" two-modems >"$work/out" 2>"$work/err"
	is $? 2 "$name: status 2"
	has "$work/err" "$text" "$name"
}

a=unix:$work/a b=unix:$work/b c=unix:$work/c
refused "two-modems.lua has 2 modems and there are 1 endpoints" \
	'one endpoint is too few' --endpoint "$a"
refused "two-modems.lua has 2 modems and there are 3 endpoints" \
	'three are too many' --endpoint "$a" --endpoint "$b" --endpoint "$c"
refused "either all have the name of their modem or none" \
	'names are for all' --endpoint "alice=$a" --endpoint "$b"
refused "no modem carol in two-modems.lua" \
	'a name that is none' --endpoint "alice=$a" --endpoint "carol=$b"
refused "modem bob has no endpoint: say --endpoint bob=SPEC" \
	'a modem out of reach' --endpoint "alice=$a"
"$QMIMIC" serve --endpoint "alice=$a" >"$work/out" 2>"$work/err"
is $? 2 'a single modem has no name: status 2'
has "$work/err" "the scenario's modem has no name" 'a single modem has no name'
timeout 20 "$QMIMIC" run --endpoint "$a" two-modems -- true 2>"$work/err"
has "$work/err" "say whose, such as alice=$a" 'run wants a name'

start_server --endpoint "$a" --endpoint "$b" two-modems
is "$(cat "$work/out")" "alice unix $work/a
bob unix $work/b" 'endpoints go by the order of names'
stop_server
is "$status" 0 'the server ends well'
rm -f "$work/a" "$work/b"
start_server --endpoint "bob=$b" --endpoint "bob=$c" --endpoint "alice=$a" \
	two-modems
is "$(cat "$work/out")" "alice unix $work/a
bob unix $work/b
bob unix $work/c" 'or by name, as many as one likes'
stop_server
start_server two-modems
is "$(sed 's|/dev/pts/.*|PTY|' "$work/out")" 'alice pty PTY
bob pty PTY' 'without any each gets a PTY'
stop_server

# What a command sees, in both tiers.
cat >"$work/look.sh" <<'LOOK'
echo "$QMIMIC_DEVICE $QMIMIC_DEVICE_1 ${QMIMIC_DEVICE_2-none}"
for number in 0 1; do
	wdm=/sys/class/usbmisc/cdc-wdm$number
	test -c /dev/cdc-wdm$number && echo "device $number"
	read -r there <$wdm/dev
	stat -c '%t:%T' /dev/cdc-wdm$number | {
		IFS=: read -r major minor
		[ "$there" = "$((0x$major)):$((0x$minor))" ] &&
			echo "number $number"
	}
	read -r serial <"$(readlink -f $wdm/device)/../serial"
	echo "serial $serial"
	read -r name <"$(readlink -f $wdm/device)/net/wwan$number/uevent"
	echo "$name"
	test -s "/run/udev/data/c$there" && echo "udev $number"
done
LOOK
seen="/dev/cdc-wdm0 /dev/cdc-wdm1 none
device 0
number 0
serial 0001
DEVTYPE=wwan
udev 0
device 1
number 1
serial 0002
DEVTYPE=wwan
udev 1"
# shellcheck disable=SC2086
is "$($unprivileged "$QMIMIC" run two-modems -- sh "$work/look.sh" \
	2>"$work/err")" "$seen" 'a command sees two modems' ||
	sed 's/^/# /' "$work/err"
# shellcheck disable=SC2086
is "$($unprivileged "$QMIMIC" run --no-namespaces two-modems -- \
	bash "$work/look.sh" 2>"$work/err")" "$seen" \
	'also with the preloaded library' || sed 's/^/# /' "$work/err"
has "$work/err" 'qmi-proxy reaches the first modem only' \
	'which says what it cannot'

# One of them is unplugged and plugged in again.
scenario 'return scenario { modems = { anna = { on = {
	["DMS Get Time"] = function(modem)
		modem.others.otto:vanish()
		modem:after(0.2, function() modem.others.otto:come_back() end)
		return {}
	end } }, otto = {} } }'
# shellcheck disable=SC2016,SC2086
if command -v qmicli >/dev/null; then
	$unprivileged timeout 60 "$QMIMIC" run "$work/s.lua" -- sh -c '
		qmicli -d /dev/cdc-wdm0 --dms-get-time
		while [ -e /dev/cdc-wdm1 ]; do sleep 0.01; done
		echo /dev/cdc* /sys/class/net/*
		while [ ! -e /dev/cdc-wdm1 ]; do sleep 0.01; done
		while [ ! -e /sys/class/net/wwan1 ]; do sleep 0.01; done
		echo /dev/cdc* /sys/class/net/*' >"$work/out" 2>&1
	net=/sys/class/net
	has "$work/out" "/dev/cdc-wdm0 $net/lo $net/wwan0" \
		'one modem unplugs another'
	has "$work/out" \
		"/dev/cdc-wdm0 /dev/cdc-wdm1 $net/lo $net/wwan0 $net/wwan1" \
		'which comes back'
fi

# One writes to the other, each in front of a program of its own.
cat >"$work/write.sh" <<'WRITE'
exec 3<>/dev/cdc-wdm0
"$QMIMIC" encode --binary 'CTL Allocate CID' service=wms >&3
head -c 24 <&3 >/dev/null
"$QMIMIC" encode --binary 'WMS Raw Send' \
	raw_message_data.format=gsm_wcdma_point_to_point raw_message_data.raw_data=$1 >&3
"$QMIMIC" ctl --modem bob wait lua '#modem.messages:stored("uim") +
	#modem.messages:stored("nv") > 0' within=60
WRITE
export QMIMIC
timeout 60 "$QMIMIC" run --control "$work/control" two-modems -- \
	sh "$work/write.sh" 0001000b915155100002f0000005e8329bfd06 \
	>"$work/out" 2>"$work/err"
is "$? $(cat "$work/out")" '0 true' 'a message goes from modem to modem' ||
	cat "$work/err"

# Who is named where.
scenario 'return scenario { leaks = "fail", modems = {
	anna = { story = function(modem)
		modem:expect("DMS Get Time", { within = 1 })
	end },
	otto = { faults = { { match = { message = "DMS Get Model" },
		drop = true } },
		story = function(modem) modem:log "here" end },
} }'
timeout 20 "$QMIMIC" run --trace --tap "$work/tap" --pcap "$work/file" \
	"$work/s.lua" -- bash -c '
	for number in 0 1; do
		exec 3<>/dev/cdc-wdm$number
		printf "\1\17\0\0\0\0\0\1\42\0\4\0\1\1\0\2" >&3
		head -c 24 <&3 >/dev/null
	done' 2>"$work/err"
is $? 1 'the verdict is that of all modems'
has "$work/err" 'anna -> CTL Allocate CID request' 'the trace names the first'
has "$work/err" 'otto <- CTL Allocate CID response' 'and the second'
has "$work/err" '-- otto: here' 'and who logs'
has "$work/tap" 'anna: expected DMS Get Time within 1 s' 'so does a point'
has "$work/tap" 'otto: a fault rule never' 'and a rule'
has "$work/tap" 'otto: DMS client 1: client id' 'and a leak'
for name in 'anna, endpoint 0, client' 'otto, endpoint 0, client'; do
	grep -q -a "$name" "$work/file"
	ok "the capture has: $name"
done
timeout 20 "$QMIMIC" decode -s "$work/file" >"$work/out" 2>&1
is "$(grep -c 'CTL Allocate CID' "$work/out")" 4 'and both conversations'

# Mistakes in the table.
mistake() {
	scenario "$1"
	timeout 20 "$QMIMIC" serve "$work/s.lua" >/dev/null 2>"$work/err"
	is $? 2 "$2: status 2"
	has "$work/err" "$2" "$2"
}
mistake 'return scenario { modems = {} }' \
	's.lua:1: modems must be a table from names to modems'
mistake 'return scenario { modems = {
	{ } } }' 'a modem is named by a word, not by "1"'
mistake 'return scenario { modems = {
	anna = { faluts = 1 } } }' \
	's.lua:2: unknown scenario entry "faluts"; did you mean "faults"?'
mistake 'return scenario { story = print, modems = { anna = {} } }' \
	's.lua:1: unknown scenario entry "story"'
mistake 'local all = {}
	for place = 1, 17 do all["m" .. place] = {} end
	return scenario { modems = all }' 'a scenario has at most 16 modems'
mistake 'return scenario { modems = { anna = {}, otto = {
	on = { ["DMS Get Nothing"] = {} } } } }' \
	's.lua:2: unknown message "DMS Get Nothing"'

done_testing
