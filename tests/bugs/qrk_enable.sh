#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager enables the modem.
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
deadline=15
mm_start
until_like "*/Modem/0" "the modem is listed" mm_paths
until_like disabled "it is ready" mm_state
succeeds "it is enabled" mmcli -m any -e
stop_daemon
[ "$failures" = 0 ]
