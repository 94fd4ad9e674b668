# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# shellcheck shell=sh
# What scripts share that run ModemManager. Sourced, not run.
. "${work:?}/conformance/lib.sh"
. "${work:?}/conformance/mmcli.sh"
deadline=15
# What is freed is overwritten, so that who uses it is seen.
export G_SLICE=always-malloc MALLOC_PERTURB_=165

# Starts it and waits until the modem is listed in that state.
mm_begin() {
	mm_start
	until_like "*/Modem/*" "the modem is listed" mm_paths &&
		until_like "$1" "its state is $1" mm_state
}

# It must live until now, and end well.
mm_ends() {
	kill -0 "$daemon" 2>/dev/null
	ok "ModemManager lives"
	stop_daemon
	[ "$failures" = 0 ] || tail -n 30 ModemManager.log | cut -c 1-300
	[ "$failures" = 0 ]
}
