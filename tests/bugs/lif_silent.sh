#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager has registered when the modem falls silent; after ten timeouts it
# lists it no more. Its time passes 25 times as fast, since these take minutes.
#
# usage: lif_silent.sh COUNT, how often the modem is asked for its SKU
. "$work/conformance/lib.sh"
. "$work/conformance/mmcli.sh"
deadline=20
start_daemon ModemManager faketime -m -f '+0 x25' ModemManager --debug
until_like "?*" "its model is told" mm modem.generic.model || exit 1
succeeds "it is enabled" mmcli -m any -e
until_like registered "it is registered" mm_state || exit 1
for _ in $(seq "$1"); do
	cue
done
qmicli -p -d "$QMIMIC_DEVICE" --get-service-version-info
until_like "" "the modem is given up" mm_paths || exit 1
