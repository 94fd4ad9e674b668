#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager gives up a bearer whose calls the network has ended.
. "${work:?}/mem_mm.sh"
mm_ready
succeeds "it connects" mm_connect
until_like registered "the network ends it" mm_state
succeeds "the bearer goes" mmcli -m any --delete-bearer="$(mm_bearer)"
sleep 3
succeeds "it connects again" mm_connect
mm_end
