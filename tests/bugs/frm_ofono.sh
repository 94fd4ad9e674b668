# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
# What scripts share that run oFono. Sourced, not run.
. "$work/conformance/lib.sh"
deadline=15

# Starts oFono and waits until it knows the modem, which is then in $modem.
of_start() {
	export OFONO_QMI_DEBUG=1
	start_daemon ofonod ofonod --nodetach --debug
	until_like "/*" "the modem is listed" of_modems
	modem=$(of_modems)
}

of_modems() {
	dbus-send --system --print-reply --dest=org.ofono / \
		org.ofono.Manager.GetModems 2>/dev/null |
		sed -n 's|.*object path "\(/[^/]*\)"$|\1|p'
}

# of METHOD ARGUMENTS...: calls it of the modem, its name without "org.ofono.".
of() {
	method=$1
	shift
	dbus-send --system --print-reply --dest=org.ofono \
		--reply-timeout=20000 "$modem" "org.ofono.$method" "$@"
}

of_power() {
	of Modem.SetProperty string:Powered "variant:boolean:$1"
}

# of_has PROPERTY: that of the modem, with its value.
of_has() {
	of Modem.GetProperties | grep -A 4 "\"$1\"" | tr -d '\n'
}

# of_ends: says what is wrong when something is.
of_ends() {
	kill -0 "$daemon"
	ok "oFono lives"
	stop_daemon
	[ "$failures" = 0 ] || tail -n 30 ofonod.log
	[ "$failures" = 0 ]
}
