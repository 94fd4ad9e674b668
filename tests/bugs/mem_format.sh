#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager connects to a modem that does not like its data format at first.
. "${work:?}/mem_mm.sh"
mm_ready
fails "it cannot connect" mm_connect
fails "nor the second time" mm_connect
succeeds "but the third" mm_connect
mm_end
