#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager meets the modem and uses it.
. "${work:?}/mem_2_mm.sh"
mm_begin disabled
succeeds "it is enabled" mmcli -m any -e
until_like registered "it registers" mm_state
mm_ends
