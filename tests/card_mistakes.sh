#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Mistakes in what a scenario says of card, device and data: told with file and line.
set -u
work=$(mktemp -d "${TMPDIR:-/tmp}/mistakes.XXXXXX")
trap 'rm -rf "$work"' EXIT
count=0
failed=0

# says CHANGES TEXT: a scenario with these changes is refused in these words.
says() {
	count=$((count + 1))
	printf 'return scenario {\n  modem = preset "generic" {\n%s\n  },\n}\n' \
		"    $1" >"$work/bad.lua"
	got=$("$QMIMIC" run "$work/bad.lua" -- true 2>&1)
	if [ $? = 125 ] && [ "$got" = "qmimic: $work/bad.lua:$2" ]; then
		echo "ok $count - $1"
	else
		failed=1
		echo "not ok $count - $1"
		printf '%s\n' "$got" | sed 's/^/# /'
	fi
}

says 'sim = { pni = "1234" }' '2: unknown sim entry "pni"; did you mean "pin"?'
says 'device = { radio_swich = false }' \
	'2: unknown device entry "radio_swich"; did you mean "radio_switch"?'
says 'sim = { pin = 1234 }' \
	'3: sim.pin must be 4 to 8 digits as a string, not 1234'
says 'sim = { pin = "12" }' \
	'3: sim.pin must be 4 to 8 digits as a string, not 12'
says 'sim = { iccid = "x" }' \
	'3: sim.iccid must be digits as a string, not x'
says 'sim = { atr = "3B 9" }' '3: sim.atr has half a byte at its end'
says 'sim = { slots = { { imzi = "1" } } }' \
	'3: sim.imzi is no entry of a card'
says 'sim = { files = { ["3F00/7FFF/6F46"] = "xyz" } }' \
	'3: sim.files["USIM/6F46"]: bytes are written in hex'
says 'sim = { efs = { SPM = "ACME" } }' \
	"3: sim.efs has no \"SPM\"; it may have $(sed -n \
		's/^  \([A-Z][A-Za-z0-9_]*\) = { path.*/\1/p' \
		"${srcdir:-.}/sim/modem/world/card_data.lua" | LC_ALL=C sort |
		paste -sd, | sed 's/,/, /g')"
says 'sim = { efs = { SPN = 7 } }' '3: sim.efs["SPN"] must be a name, not 7'
says 'sim = { efs = { FPLMN = { "2620" } } }' \
	'3: sim.efs["FPLMN"] must be a network such as "26201", not "2620"'
says 'sim = { efs = { ADN = { { name = "A", number = "x" } } } }' \
	'3: sim.efs["ADN"] must be a number, not "x"'
says 'sim = { efs = { UST = { 97 } } }' \
	'3: sim.efs["UST"] must be services from 1 to 96, not 97'
says 'sim = { eid = "00", euicc = { profiles = { { iccid = "x" } } } }' \
	"3: sim.euicc: a profile's iccid must be digits as a string, not x"
says 'sim = { missing_files = { "GID1" } }' \
	'3: sim.missing_files: "GID1" is no path; write it as 3F00/7FFF/6F07'
says 'sim = { locks = { network = {} } }' \
	'3: sim.locks has no "network"; it may have gw_network, gw_network_subset, gw_service_provider, gw_corporate, gw_uim'
says 'bearers = { link = { latency = -1 } }' \
	'3: bearers.link: latency must be a number from 0 to 60'
says 'bearers = { idle_timeout = "x" }' \
	'3: bearers.idle_timeout must be a number of seconds, or false'
says 'bearers = { mtu = 1.5 }' \
	'3: bearers.mtu must be an integer from 68 to 65535'
echo "1..$count"
exit $failed
