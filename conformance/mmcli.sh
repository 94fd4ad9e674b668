# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
# Asks ModemManager by mmcli. Sourced, not run.

# Starts ModemManager; what it has to say goes to ModemManager.log.
mm_start() {
	start_daemon ModemManager ModemManager --debug
}

# mm_paths: the modems that it lists, one a line.
mm_paths() {
	mmcli -L 2>/dev/null | sed -n 's|.*\(/org/[^ ]*Modem/[0-9]*\).*|\1|p'
}

# mm_value KEY OPTIONS...: what mmcli prints for that key with these options.
mm_value() {
	key=$1
	shift
	mmcli -K "$@" 2>/dev/null | awk -v key="$key" '
		$1 == key { sub(/^[^:]*: /, ""); print; exit }'
}

# mm KEY: a key of the modem.
mm() {
	mm_value "$1" -m any
}

# mm_values KEY: the values of a list of the modem, on one line.
mm_values() {
	mmcli -K -m any 2>/dev/null | awk -v key="$1.value[" '
		index($1, key) == 1 {
			sub(/^[^:]*: /, "")
			printf "%s%s", separator, $0
			separator = ", "
		}'
}

# mm_state: the modem's state.
mm_state() {
	mm modem.generic.state
}

# mm_bearer: the path of the bearer that a program has connected.
mm_bearer() {
	mmcli -K -m any 2>/dev/null |
		sed -n 's/^modem.generic.bearers.value.*: //p' | tail -n 1
}
