#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# The AT port: what it answers, what it bears, and where programs find it.
set -u
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"

# ask COMMAND: the lines up to the final result, without blank ones.
ask() {
	printf '%s\r' "$1" >&3
	timeout 20 sed -u '/^\(OK\|ERROR\|+CME ERROR.*\)\r*$/q' <&3 |
		tr -d '\r' | grep -v '^$' | tr '\n' '|'
}

# says COMMAND WANTED
says() {
	is "$(ask "$1")" "$2" "$1"
}

# fails CHANGES TEXT: a scenario with this AT port is refused so.
fails() {
	scenario "return scenario { modem = preset \"generic\" { at = $1 } }"
	"$QMIMIC" run "$work/s.lua" -- true 2>"$work/err"
	is "$(cat "$work/err")" "qmimic: $work/s.lua:1: $2" "$1 is refused"
}

fails '{ interface = 4 }' 'at.interface must be another than that of QMI'
fails '{ interface = 300 }' 'at.interface must be a number from 0 to 255'
fails '{ interfaces = 3 }' 'at.interfaces is no entry of an AT port'
fails '{ commands = { CGMI = "x" } }' \
	'at.commands: "CGMI" is no command; write it as AT+CGMI'

scenario 'return scenario { modem = preset "generic" { at = { commands = {
	["AT+CGMI"] = "ACME", ["AT+TWO"] = { "+TWO: 1", "+TWO: 2" },
	["AT+NO"] = false, ["AT+CME"] = "+CME ERROR: 10",
	["AT+SET="] = function(modem, command)
		modem.state.set = command:match "=(.*)"
		return {}
	end,
	["AT+SET?"] = function(modem) return "+SET: " .. modem.state.set end,
} } } }'
start_server --endpoint "at:$work/at" "$work/s.lua"
has "$work/out" "at $work/at" "serve says where the port is"
exec 3<>"$work/at"
printf 'ATE1\r' >&3
is "$(timeout 5 head -c 11 <&3 | tr '\r\n' '..')" "ATE1...OK.." \
	"what is typed is sent back"
printf 'ATE0\r' >&3
is "$(timeout 5 head -c 11 <&3 | tr '\r\n' '..')" "ATE0...OK.." \
	"until it is switched off"
says AT 'OK|'
says at+cgmi 'ACME|OK|'
says AT+TWO '+TWO: 1|+TWO: 2|OK|'
says AT+NO 'ERROR|'
says AT+CME '+CME ERROR: 10|'
says 'AT+SET="a b",2' 'OK|'
says 'AT+SET?' '+SET: "a b",2|OK|'
says 'AT+CSQ;+CREG?' '+CSQ: 24,99|+CREG: 0,1|OK|'
says AT+CPIN? '+CPIN: READY|OK|'
says AT+CFUN=4 'OK|'
says AT+CREG? '+CREG: 0,0|OK|'
says AT+CFUN=1 'OK|'
says AT+UNKNOWN 'ERROR|'
says 'ATV1E0' 'OK|'
says AT+CMEE=1 'OK|'
says hello 'ERROR|'
says "$(printf 'ATI\010\010\010AT')" 'OK|'

# Too long, not text, and more than anybody reads.
says "AT$(head -c 5000 /dev/zero | tr '\0' x)" 'ERROR|'
says AT 'OK|'
head -c 100000 /dev/zero >&3
says '' 'ERROR|'
printf 'AT+\377\200\000;;;\rAT\r' >&3
timeout 5 sed -u '/^OK\r*$/q' <&3 >"$work/binary"
has "$work/binary" ERROR "bytes that are no text are no command"
i=0
while [ $i -lt 4000 ]; do
	echo 'AT+TWO'
	i=$((i + 1))
done | tr '\n' '\r' >&3
exec 3>&-
exec 3<>"$work/at"
# What has come in the meantime is thrown away.
timeout 20 sh -c 'while :; do
	printf "AT+MARK\r" >&3
	timeout 1 grep -a -m 1 ERROR <&3 >/dev/null && break
done'
ok "a client that has not read is answered again"
stop_server
is "$status" 0 "the run is good"
[ ! -e "$work/at" ]
ok "the link is gone"

# An error in a scenario's command fails the run.
scenario 'return scenario { modem = preset "generic" { at = { commands = {
	["AT+BAD"] = function() error "boom" end,
	["AT+ODD"] = { 5 },
	["AT+LOOP"] = function() while true do end end,
} } } }'
start_server --endpoint "at:$work/at" "$work/s.lua"
exec 3<>"$work/at"
says ATE0 'ATE0|OK|'
says AT+BAD 'ERROR|'
says AT+ODD 'ERROR|'
says AT+LOOP 'ERROR|'
says AT 'OK|'
exec 3>&-
stop_server
is "$status" 1 "the run is not good"
has "$work/trace" "boom" "it says what is wrong"
has "$work/trace" "made of lines of text" "of each"

# In the box.
cat >"$work/inside.sh" <<'END'
test "$QMIMIC_TIER" = namespaces || { echo preload; exit; }
exec 3<>/dev/ttyUSB2
printf 'ATE0\r' >&3
timeout 5 head -c 11 <&3 >/dev/null
printf 'AT+CGMR\r' >&3
timeout 5 sed -u '/^OK/q' <&3 | tr -d '\r' | grep -v '^$'
cat /sys/class/tty/ttyUSB2/uevent | tail -n 1
cat /sys/class/tty/ttyUSB2/device/../bInterfaceNumber
basename "$(readlink -f /sys/class/tty/ttyUSB2/device/../driver)"
grep -h AT_PRIMARY "/run/udev/data/c$(cat /sys/class/tty/ttyUSB2/dev)"
qmicli -d /dev/cdc-wdm0 --dms-set-operating-mode=reset >/dev/null
tries=0
while [ -e /sys/class/tty/ttyUSB2 ] && [ $tries -lt 200 ]; do
	tries=$((tries + 1))
	sleep 0.05
done
[ -e /dev/ttyUSB2 ] || echo gone
while [ ! -e /sys/class/tty/ttyUSB2 ] && [ $tries -lt 400 ]; do
	tries=$((tries + 1))
	sleep 0.05
done
exec 3<>/dev/ttyUSB2
printf 'AT\r' >&3
timeout 5 sed -u '/^OK/q' <&3 | tr -d '\r' | grep -c OK
END
chmod -R a+rX "$work"
inside=$(timeout 60 "$QMIMIC" run --preset simcom-sim7600e -- \
	sh "$work/inside.sh" 2>"$work/err")
if [ "$inside" = preload ]; then
	is "$inside" preload "the preloaded library has no AT port"
else
	is "$inside" "LE11B08SIM7600M22
OK
DEVNAME=ttyUSB2
02
option
E:ID_MM_PORT_TYPE_AT_PRIMARY=1
gone
1" "the box has the port, and it goes and comes with the modem"
fi
done_testing
