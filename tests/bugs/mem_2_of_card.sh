#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono switches the modem on, whose card is odd.
. "${work:?}/frm_ofono.sh"
of_begin
succeeds "it is powered" of_power true
until_like "*SimManager*" "a card is looked for" of_modem Interfaces
sleep 2
of_ends
