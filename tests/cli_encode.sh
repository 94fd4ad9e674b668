#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What `qmimic encode` makes and refuses.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"

mode=01:10:00:00:02:01:00:01:00:2e:00:04:00:01:01:00

run encode 'DMS Set Operating Mode' mode=online
point 'a request' prints 0 $mode:00
run encode dms_set_operating_mode mode=0x6
point 'names and numbers are alike' prints 0 $mode:06
run encode --client 7 --transaction 0x102 'DMS Get IDs'
point 'header' prints 0 01:0c:00:00:02:07:00:02:01:25:00:00:00
run encode --sdu 'DMS Get IDs'
point 'without a frame' prints 0 00:01:00:25:00:00:00
run encode 'CTL Sync'
point 'the control service' prints 0 01:0b:00:00:00:00:00:01:27:00:00:00
run encode 'DMS Get IDs' --kind response imei=12
point 'a response' prints 0 01:18:00:80:02:01:02:01:00:25:00:0c:00:02:04:00:00:00:00:00:11:02:00:31:32
run encode 'DMS Get IDs' --error Internal
point 'a failure' prints 0 01:13:00:80:02:01:02:01:00:25:00:07:00:02:04:00:01:00:03:00
run encode 'WDS Packet Service Status' --kind indication 'connection_status={"status":"connected","reconfiguration_required":true}'
point 'a struct as JSON' prints 0 01:11:00:80:01:01:04:01:00:22:00:05:00:01:02:00:02:01
cp "$folder/out" "$folder/first"
run encode 'WDS Packet Service Status' --kind indication connection_status.status=connected connection_status.reconfiguration_required=true
point 'a struct by parts' cmp -s "$folder/first" "$folder/out"
run encode 'DMS 0x5556' 0x10=0102 0x03=ff
point 'by numbers' prints 0 01:15:00:00:02:01:00:01:00:56:55:09:00:03:01:00:ff:10:02:00:01:02
run encode 'NAS Set System Selection Preference' 'mode_preference=umts|lte'
point 'flags' prints 0 01:11:00:00:03:01:00:01:00:33:00:05:00:11:02:00:18:00
run encode 'WDS Start Network' ipv4_address_preference=192.0.2.1
point 'an address' prints 0 01:13:00:00:01:01:00:01:00:20:00:07:00:15:04:00:01:02:00:c0
run encode --binary 'DMS Get IDs'
point 'binary' test "$(od -An -tx1 "$folder/out" | tr -d ' \n')" = 010c0000020100010025000000

wrong()
{
	reason=$1
	shift
	run encode "$@"
	point "refused: $*" complains 1 "qmimic: $reason"
}

wrong 'DMS Get ID: no message "DMS Get ID"; did you mean "DMS Get IDs"?' 'DMS Get ID'
wrong 'DMS Set Operating Mode: moed: no field "moed"; did you mean "mode"?' 'DMS Set Operating Mode' moed=online
wrong 'DMS Set Operating Mode: field "mode" is missing; --partial leaves it out' 'DMS Set Operating Mode'
wrong 'DMS Set Operating Mode: field "mode": no value "onlin"; did you mean "online"?' 'DMS Set Operating Mode' mode=onlin
wrong 'DMS Set Operating Mode: field "mode": 256 does not fit; expected 0 to 255' 'DMS Set Operating Mode' mode=256
wrong 'DMS Set Operating Mode: mode: it is given twice' 'DMS Set Operating Mode' mode=online mode=1
wrong 'DMS Set Operating Mode: online: expected FIELD=VALUE' 'DMS Set Operating Mode' online
wrong 'DMS Set Operating Mode: TLV 0x01 is given twice' 'DMS Set Operating Mode' mode=online 0x01=00
wrong 'DMS Get IDs: TLV 0x99: expected a string of hex digits: not a hex digit' 'DMS Get IDs' 0x99=xy
wrong 'DMS Get IDs: x: no field "x": this message has none; a TLV by number is 0x99=HEX' 'DMS Get IDs' x=1
wrong 'WDS Packet Service Status: connection_status.stats: no member "stats"; did you mean "status"?' 'WDS Packet Service Status' --kind indication connection_status.stats=1
wrong 'WDS Packet Service Status: connection_status: expected a JSON object, such as '"'"'{"status": ..., "reconfiguration_required": ...}'"'" 'WDS Packet Service Status' --kind indication connection_status=1
wrong 'WDS Packet Service Status: field "connection_status.reconfiguration_required": is missing' 'WDS Packet Service Status' --kind indication connection_status.status=1
wrong 'DMS Get IDs: result: no value "Internl"; did you mean "Internal"?' 'DMS Get IDs' --error Internl
run encode
point 'no name' complains 2 "qmimic: say which message: qmimic encode 'DMS Get IDs'"
run encode --client 256 'DMS Get IDs'
point 'a bad client' complains 2 'qmimic: --client 256: expected a number from 0 to 255'
run encode --partial 'DMS Set Operating Mode'
point 'a partial request' prints 0 01:0c:00:00:02:01:00:01:00:2e:00:00:00

# Bytes come back through JSON: an odd order, a TLV twice, extra bytes, a cut.
cat >"$folder/frames" <<'END'
01:0c:00:00:02:01:00:01:00:25:00:00:00
01:1a:00:80:02:01:02:01:00:25:00:0e:00:11:04:00:31:32:33:34:02:04:00:00:00:00:00
01:1a:00:80:02:01:02:01:00:25:00:0e:00:11:04:00:31:32:33:ff:02:04:00:01:00:00:00
01:14:00:00:02:01:00:01:00:2e:00:08:00:01:01:00:00:01:01:00:07
01:12:00:80:02:01:04:01:00:2e:00:06:00:01:09:00:00:99:01
01:0c:00:80:f3:01:03:01:00:25:00:00:00
01:0c:00:42:02:01:00:01:00:25:00:07:00
02:03
END
"$qmimic" decode --json <"$folder/frames" >"$folder/json" 2>/dev/null
run encode --json "$folder/json"
point 'bytes come back' prints 0 "$(cat "$folder/frames")"
"$qmimic" encode --json - <"$folder/json" >"$folder/out"
point 'from a pipe' cmp -s "$folder/frames" "$folder/out"
echo '{"message":"DMS Get IDs"} [] {' | tr -d '\n' | "$qmimic" encode --json - >"$folder/out" 2>"$folder/err"
status=$?
point 'bad JSON' complains 1 'qmimic: line 1: expected an object, not a list
qmimic: standard input: line 1: the last value is not complete'
point 'what is good is made' same "$folder/out" 01:0c:00:00:02:01:00:01:00:25:00:00:00
echo '{"message":"DMS Get IDs",}' | "$qmimic" encode --json - >"$folder/out" 2>"$folder/err"
point 'JSON is strict' has "$folder/err" 'qmimic: standard input: line 1: '
"$qmimic" decode --redact --json 01:18:00:80:02:01:02:01:00:25:00:0c:00:02:04:00:00:00:00:00:11:02:00:31:32 >"$folder/json"
run encode --json "$folder/json"
point 'masked fields do not come back' complains 1 'qmimic: line 1: its personal fields are masked: decode it again without --redact'
run encode --json "$folder/none"
point 'no file' complains 2 "qmimic: $folder/none: No such file or directory"
finish
