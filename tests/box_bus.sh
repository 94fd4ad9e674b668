#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What daemons find in the box with --dbus.
# shellcheck disable=SC2016,SC2086
# shellcheck source=tests/run_lib.sh
. "${srcdir:-.}/tests/run_lib.sh"
for program in dbus-daemon dbus-send; do
	command -v $program >/dev/null || {
		echo "1..0 # SKIP $program is not installed"
		exit 77
	}
done
cp "$QMIMIC" "$work/qmimic" || exit 99
chmod a+rx "$work"
mkdir -m 1777 "$work/tmp"
TMPDIR=$work/tmp
XDG_RUNTIME_DIR=$TMPDIR
export TMPDIR XDG_RUNTIME_DIR
unprivileged=
if [ "$(id -u)" = 0 ]; then
	unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi

qmimic() {
	timeout 60 $unprivileged "$work/qmimic" "$@"
}

call='dbus-send --system --print-reply=literal'
bus="--dest=org.freedesktop.DBus /org/freedesktop/DBus org.freedesktop.DBus"
polkit="--dest=org.freedesktop.PolicyKit1 /org/freedesktop/PolicyKit1/Authority"
authority=org.freedesktop.PolicyKit1.Authority
properties=org.freedesktop.DBus.Properties

# --- the bus
is "$(qmimic run --dbus -- sh -c 'echo $DBUS_SYSTEM_BUS_ADDRESS')" \
	unix:path=/run/dbus/system_bus_socket "a variable says where it is"
qmimic run --dbus -- $call $bus.ListNames >"$work/names"
has "$work/names" org.freedesktop.PolicyKit1 "it can be used, with PolicyKit"
qmimic run --dbus -- env -u DBUS_SYSTEM_BUS_ADDRESS $call $bus.ListNames \
	>"$work/names"
has "$work/names" org.freedesktop.PolicyKit1 "without the variable too"
is "$(qmimic run --dbus -- $call $bus.RequestName string:org.example.Own \
	uint32:4)" "   uint32 1" "any name may be owned"
is "$(qmimic run --dbus -- sh -c 'trap "" PIPE; trap - PIPE; echo fine')" \
	fine "the command is as without a bus"
is "$(qmimic run -- sh -c 'echo ${DBUS_SYSTEM_BUS_ADDRESS-none}')" \
	"${DBUS_SYSTEM_BUS_ADDRESS-none}" "without --dbus there is none"

# --- PolicyKit
qmimic run --dbus -- $call $polkit $authority.CheckAuthorization \
	>"$work/answer"
is "$(tr -s ' \n' ' ' <"$work/answer")" \
	" struct { boolean true boolean false array [ ] } " \
	"PolicyKit allows everything"
is "$(qmimic run --dbus -- $call $polkit $properties.Get string:$authority \
	string:BackendName | tr -s ' ')" " variant qmimic" "it tells a property"
is "$(qmimic run --dbus -- $call $polkit $properties.GetAll string:$authority |
	grep -c Backend)" 3 "and all of them"
for wrong in "$properties.Get" "$properties.Get uint32:1 uint32:2" \
	"$properties.Get string:x string:Nothing" "$authority.Nonsense"; do
	qmimic run --dbus -- $call $polkit $wrong >/dev/null 2>"$work/answer"
	is "$?" 1 "$wrong is refused"
	has "$work/answer" UnknownMethod "... as unknown"
done

# --- folders
is "$(qmimic run --dbus -- sh -c 'for i in ModemManager NetworkManager ofono; do
	touch /var/lib/$i/x && ls /var/lib/$i
	done; touch /run/x && ls -d /var/lib/dpkg')" "x
x
x
/var/lib/dpkg" "daemons can write where they keep their state"
[ ! -e /var/lib/ofono/x ] && [ ! -e /run/x ]
ok "nothing of it is left"

# --- enter
scenario 'return scenario {}'
mkfifo -m 666 "$work/tmp/hold"
qmimic run --dbus "$work/s.lua" -- sh -c "read -r _ <$work/tmp/hold" &
runner=$!
await sh -c "$unprivileged '$work/qmimic' enter --list | grep -q s.lua"
qmimic enter -- $call $bus.ListNames >"$work/names"
has "$work/names" org.freedesktop.PolicyKit1 "enter finds the bus"
echo >"$work/tmp/hold"
wait $runner
is $? 0 "the box ends as usual"

# --- what goes wrong
bare=$work/bare
mkdir "$bare"
ln -s "$(command -v true)" "$bare/true"
said() {
	PATH=$bare timeout 60 "$work/qmimic" run --dbus -- true \
		2>"$work/errors"
	is $? 125 "$1 fails the run"
	has "$work/errors" "no system bus: dbus-daemon: $2" "and is explained"
}
timeout=$(command -v timeout)
timeout() {
	"$timeout" "$@"
}
said "no dbus-daemon" \
	"No such file or directory; install Debian's dbus-daemon"
PATH=$bare "$timeout" 60 "$work/qmimic" doctor >"$work/doctor"
PATH=$bare:$PATH
has "$work/doctor" "install Debian's dbus-daemon" "doctor says so"
printf '#!/bin/sh\necho no bus today >&2\nexit 1\n' >"$bare/dbus-daemon"
chmod +x "$bare/dbus-daemon"
ln -s "$(command -v sh)" "$bare/sh"
said "a dbus-daemon that fails" "no bus today"
printf '#!/bin/sh\n' >"$bare/dbus-daemon"
said "one that ends" "it ends without a word"
rm "$bare/dbus-daemon"
qmimic run --dbus --no-namespaces -- true 2>"$work/errors"
is $? 125 "--no-namespaces does not go with it"
has "$work/errors" "--dbus needs namespaces" "and it is said"

ended() {
	! grep -lsa -e "$work" /proc/[0-9]*/environ | while read -r one; do
		cat "${one%environ}comm" 2>/dev/null
	done | grep -q -e '^dbus-daemon$' -e '^qmimic-polkit$'
}
await ended
ok "no daemon is left"
done_testing
