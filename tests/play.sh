#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Plays every scenario that has a client in tests/play/ on virtual time, and
# fails when a scenario has none.
set -u
source_folder=${srcdir:-.}
program=${PLAY_PROGRAM:-sim/play}
PLAY=$source_folder/tests/play.lua
export PLAY
status=0

for scenario in "$source_folder"/scenarios/*.lua; do
	name=$(basename "$scenario" .lua)
	client=$source_folder/tests/play/$name.lua
	if [ ! -f "$client" ]; then
		echo "not ok - scenarios/$name.lua has no tests/play/$name.lua"
		status=1
		continue
	fi
	echo "# scenarios/$name.lua"
	"$program" "$scenario" "$client" || status=1
done
for client in "$source_folder"/tests/play/*.lua; do
	name=$(basename "$client" .lua)
	scenario=$source_folder/tests/play/scenarios/$name.lua
	[ -f "$source_folder/scenarios/$name.lua" ] && continue
	echo "# tests/play/scenarios/$name.lua"
	"$program" "$scenario" "$client" || status=1
done
exit $status
