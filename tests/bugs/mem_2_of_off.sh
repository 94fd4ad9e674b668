#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono switches the modem on and off, and what comes then takes its time.
. "${work:?}/frm_ofono.sh"
of_begin
succeeds "it is powered" of_power true
until_like "*RadioSettings*" "all ids are there" of_modem Interfaces
sleep 0.5
of_power false &
sleep 4
of_ends
