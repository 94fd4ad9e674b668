# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# shellcheck shell=sh
# What scripts share that run oFono. Sourced, not run.
. "${work:?}/conformance/lib.sh"
. "$work/conformance/ofono_lib.sh"
deadline=15

# Starts oFono and waits until it lists the modem. What is freed is overwritten,
# so that who uses it is seen.
of_begin() {
	export G_SLICE=always-malloc MALLOC_PERTURB_=165
	of_start
	until_like "/*" "the modem is listed" of_paths
	modem_path=$(of_paths)
}

of_power() {
	of_set Modem Powered "boolean:$1"
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
