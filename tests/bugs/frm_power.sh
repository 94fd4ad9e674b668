#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# oFono switches the modem on.
. "$work/frm_ofono.sh"
of_start
succeeds "it is powered" of_power true
of_ends
