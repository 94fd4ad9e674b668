# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck shell=sh
# Asks oFono by dbus-send. Sourced, not run. Interfaces are named without
# "org.ofono.".

# Starts oFono; what it has to say goes to ofonod.log, and what it says by
# signals to signals.log.
of_start() {
	dbus-monitor --system "type='signal',sender='org.ofono'" \
		>signals.log 2>&1 &
	export OFONO_QMI_DEBUG=1
	start_daemon ofonod ofonod --nodetach --debug
}

# of_signals: what it has said so far, on one line.
of_signals() {
	tr -s ' \n' ' ' <signals.log
}

# of_paths: the modems that it lists, one a line.
of_paths() {
	dbus-send --system --print-reply --dest=org.ofono / \
		org.ofono.Manager.GetModems 2>/dev/null |
		sed -n 's|.*object path "\(/[^/]*\)"$|\1|p'
}

# of_call PATH METHOD ARGUMENTS...: what it returns, or its error.
of_call() {
	of_path=$1
	of_method=$2
	shift 2
	dbus-send --system --print-reply --dest=org.ofono "$of_path" \
		"org.ofono.$of_method" "$@" 2>&1
}

# of METHOD ARGUMENTS...: the same of the modem.
of() {
	of_call "$modem_path" "$@"
}

# of_value KEY: that entry of a reply; the items of a list on one line.
of_value() {
	awk -v key="$1" '
	function plain(text) {
		gsub(/^ +| +$/, "", text)
		sub(/^(string|object path|boolean|byte|uint16|uint32) /, "", text)
		gsub(/"/, "", text)
		return text
	}
	is_list && /^ *\]$/ { exit }
	is_list { printf "%s%s", separator, plain($0); separator = " "; next }
	is_next {
		sub(/^ *variant */, "")
		is_list = /\[$/
		if (!is_list) { print plain($0); exit }
	}
	{ is_next = $0 ~ "string \"" key "\"$" }
	END { if (is_list) print "" }'
}

# of_get INTERFACE KEY: a property of the modem.
of_get() {
	of "$1.GetProperties" | of_value "$2"
}

# of_set INTERFACE KEY VALUE: the value with its type, as in boolean:true.
of_set() {
	of "$1.SetProperty" "string:$2" "variant:$3"
}

# of_context KEY: a property of the context, in $context.
of_context() {
	of_call "$context" ConnectionContext.GetProperties | of_value "$1"
}

# of_modem KEY
of_modem() {
	of_get Modem "$1"
}

# of_network KEY
of_network() {
	of_get NetworkRegistration "$1"
}

# Tells the story to go on. oFono talks to the device without qmi-proxy, so that
# nobody else can: this is the one request of its own that nothing else makes it
# send.
of_cue() {
	of NetworkMonitor.GetServingCellInformation >/dev/null
}
