#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# oFono tells the modem's revision.
. "$work/frm_ofono.sh"
of_start
succeeds "it is powered" of_power true
deadline=4
until_like '*"Revision"*LONG.*' "its revision is told" of_has Revision
of_ends
