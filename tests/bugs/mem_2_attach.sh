#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager is told another APN for the attach.
. "${work:?}/mem_2_mm.sh"
mm_begin "[a-z]*"
until_like "[a-z]*" "it may be enabled" mm_state
mmcli -m any -e
mmcli -m any --3gpp-set-initial-eps-bearer-settings=apn=attach.example
mm_ends
