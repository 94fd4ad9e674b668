#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono switches the modem on, and as many seconds later what is late has come.
. "${work:?}/frm_ofono.sh"
of_begin
of_power true
end=$(($(date +%s) + $1))
# shellcheck disable=SC2154 # the daemon is of lib.sh
while [ "$(date +%s)" -le $end ] && kill -0 "$daemon"; do
	sleep 0.1
done
of_ends
