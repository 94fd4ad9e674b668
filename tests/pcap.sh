#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# A session of qmicli is captured, and tshark shows it with the dissector.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"

command -v qmicli >/dev/null || {
	echo "1..0 # SKIP qmicli is not installed"
	exit 77
}

# As root, tshark loads no scripts, and the build may lie where others cannot
# read.
chmod 755 "$folder"
unprivileged=
if [ "$(id -u)" = 0 ]; then
	unprivileged="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
mkdir -m 777 "$folder/home" "$folder/shown"

# capture FILE OPTIONS...: runs qmicli in front of a modem.
capture()
{
	file=$1
	shift
	"$qmimic" run --pcap "$file" "$@" -- \
		qmicli -d /dev/cdc-wdm0 --dms-get-ids >"$folder/ids" 2>&1
}

capture "$folder/masked.pcapng" --artifacts "$folder/kept"
point 'a session is captured' test $? -eq 0
capture "$folder/plain.pcapng" --no-redact
imei=$(sed -n "s/.*IMEI: '\(.*\)'/\1/p" "$folder/ids")
point 'what qmicli shows is not in the file' \
	test "$(grep -c "$imei" "$folder/masked.pcapng")" = 0
point 'unless asked for' grep -q "$imei" "$folder/plain.pcapng"
point 'artifacts hold a capture' test -s "$folder/kept/capture.pcapng"
point 'which is masked as well' \
	test "$(grep -c "$imei" "$folder/kept/capture.pcapng")" = 0
run run --pcap /nowhere/file -- true
point 'a file that cannot be made is named' has "$folder/err" \
	'--pcap /nowhere/file: No such file or directory'

run schema --dissector -
cp "$folder/out" "$folder/shown/qmi.lua"
run schema --dissector "$folder/shown/again.lua"
point 'the dissector goes to a file or to the standard output' \
	cmp -s "$folder/shown/qmi.lua" "$folder/shown/again.lua"
run schema --dissector /nowhere/file
point 'which must be there' complains 3 \
	'qmimic: cannot write /nowhere/file: No such file or directory'

run schema --dissector - --json
point 'and nothing else' complains 2 'qmimic: --dissector goes with nothing else'

command -v tshark >/dev/null || {
	echo "# tshark is not installed: the rest is not tested"
	finish
}
cp "$folder/masked.pcapng" "$folder/plain.pcapng" "$folder/shown"
chmod -R a+rX "$folder/shown"

# shows FILE ARGUMENTS...: leaves what tshark prints in $folder/out.
shows()
{
	file=$1
	shift
	(
		cd "$folder/shown" || exit 99
		# shellcheck disable=SC2086
		HOME=$folder/home $unprivileged tshark -2 -n \
			-X lua_script:qmi.lua -r "$file" "$@"
	) >"$folder/out" 2>"$folder/err"
	status=$?
}

shows masked.pcapng -T fields -e _ws.col.Source -e _ws.col.Protocol \
	-e _ws.col.Info
tab=$(printf '\t')
point 'every message is a line' prints 0 "host${tab}QMI${tab}CTL Allocate CID request
modem${tab}QMI${tab}CTL Allocate CID response: success
host${tab}QMI${tab}DMS Get IDs request
modem${tab}QMI${tab}DMS Get IDs response: success
host${tab}QMI${tab}CTL Release CID request
modem${tab}QMI${tab}CTL Release CID response: success"
point 'the dissector loads' test "$(grep -c -i 'lua' "$folder/err")" = 0
shows masked.pcapng -Y 'qmi.message == "Get IDs"' -T fields \
	-e frame.number -e qmi.kind -e qmi.response_in -e qmi.response_to
point 'a filter by name finds request and response' prints 0 "3${tab}request${tab}4${tab}
4${tab}response${tab}${tab}3"
shows masked.pcapng -Y 'qmi.service == "DMS" && qmi.error == "None"' \
	-T fields -e qmi.dms.get_ids.imei -e frame.interface_name
point 'a masked IMEI has its shape' prints 0 \
	"353456789012348${tab}endpoint 0, client 0"
shows plain.pcapng -Y "qmi.dms.get_ids.imei == \"$imei\"" -T fields \
	-e frame.number
point 'a filter by value finds it' prints 0 4
shows masked.pcapng -Y 'qmi.client == 1 && qmi.transaction == 1' -V
point 'fields have their names' has "$folder/out" 'imei_software_version: 12'
point 'and results theirs' has "$folder/out" 'Error: None (0)'
shows masked.pcapng -Y 'qmi.malformed' -T fields -e frame.number
point 'nothing is malformed' test ! -s "$folder/out"

# A modem that answers with a refusal, and then with what is no frame.
cat >"$folder/odd.lua" <<'END'
-- The modem refuses to say who it is, and then answers with noise.
return scenario {
  on = {
    ["DMS Get IDs"] = function() return fail "DeviceNotReady" end,
  },
  faults = {
    { match = { message = "DMS Get Model" }, raw = "\x01\x0c\x00\x80\x02" },
  },
}
END
"$qmimic" run --pcap "$folder/shown/odd.pcapng" "$folder/odd.lua" -- sh -c '
	qmicli -d /dev/cdc-wdm0 --dms-get-ids
	timeout 2 qmicli -d /dev/cdc-wdm0 --dms-get-model' >"$folder/odd" 2>&1
chmod a+r "$folder/shown/odd.pcapng"
shows odd.pcapng -Y 'qmi.error == "DeviceNotReady"' -T fields -e qmi.message
point 'a refusal is found by its name' prints 0 'Get IDs'
shows odd.pcapng -Y 'qmi.malformed' -T fields -e qmi.noise
point 'bytes of a fault are there as they were' prints 0 '010c008002'
finish
