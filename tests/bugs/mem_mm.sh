# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# shellcheck shell=sh
# What scripts share that start ModemManager. Sourced, not run.
. "${work:?}/conformance/lib.sh"
. "${work:?}/conformance/mmcli.sh"
deadline=15

# Memory comes from malloc() alone, which tells when it is freed twice, and is
# spoilt when it is freed.
G_SLICE=always-malloc
MALLOC_PERTURB_=165
export G_SLICE MALLOC_PERTURB_

mm_ready() {
	mm_start
	until_like "*/Modem/0" "the modem is listed" mm_paths
	until_like disabled "it is ready" mm_state
}

mm_connect() {
	mmcli -m any --simple-connect=apn=internet,ip-type=ipv4v6
}

mm_end() {
	stop_daemon
	[ "$failures" = 0 ]
}
