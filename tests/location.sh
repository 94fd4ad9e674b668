#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A program with libqmi that does what ModemManager does to find its position,
# by PDS, which qmicli has no action for, and by LOC. It must leave nothing.
# shellcheck source=tests/qmicli_box.sh disable=SC2154
. "${srcdir:-.}/tests/qmicli_box.sh"

client=$PWD/tests/location_client
set_up
cp "$client" "$work/client" || exit 99
chmod a+rx "$work/client"
cat >"$work/scenario.lua" <<'LUA'
return scenario {
  modem = preset "generic" {
    position = {
      track = { { latitude = 10.5, longitude = 20.25 } },
      fix_seconds = { cold = 1, assisted = 1 },
    },
  },
  leaks = "fail",
}
LUA
chmod a+r "$work/scenario.lua"
timeout 120 $unprivileged "$work/qmimic" run "$work/scenario.lua" -- \
	"$work/client" $device 2>"$work/tmp/stderr"
status=$?
sed 's/^/# /' "$work/tmp/stderr"
exit $status
