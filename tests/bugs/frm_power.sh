#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono switches the modem on.
. "${work:?}/frm_ofono.sh"
of_begin
succeeds "it is powered" of_power true
of_ends
