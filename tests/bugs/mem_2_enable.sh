#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager meets the modem and uses it.
. "${work:?}/mem_2_mm.sh"
mm_begin disabled
succeeds "it is enabled" mmcli -m any -e
until_like registered "it registers" mm_state
mm_ends
