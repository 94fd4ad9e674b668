# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# shellcheck shell=sh
# What scripts share that run oFono. Sourced, not run.
. "${work:?}/conformance/lib.sh"
deadline=15

# Starts oFono and waits until it knows the modem, which is then in $modem.
of_start() {
	# What is freed is overwritten, so that who uses it is seen.
	export OFONO_QMI_DEBUG=1 G_SLICE=always-malloc MALLOC_PERTURB_=165
	dbus-monitor --system "type='signal',sender='org.ofono'" \
		>signals.log 2>&1 &
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
		--reply-timeout="${patience_ms:-20000}" "$modem" "org.ofono.$method" "$@"
}

of_power() {
	of Modem.SetProperty string:Powered "variant:boolean:$1"
}

# of_has PROPERTY: that of the modem, with its value.
of_has() {
	of Modem.GetProperties | grep -A 40 "\"$1\"" | tr -d '\n'
}

# of_ends: says what is wrong when something is. How oFono ends is not judged:
# 1.31 may crash when it is ended while it waits for ids.
of_ends() {
	kill -0 "$daemon"
	ok "oFono lives"
	kill -TERM "$daemon" && wait "$daemon"
	[ "$failures" = 0 ] || tail -n 30 ofonod.log
	[ "$failures" = 0 ]
}
