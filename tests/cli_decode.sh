#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What `qmimic decode` prints and refuses.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"

request='01:0c:00:00:02:01:00:01:00:25:00:00:00'
text='DMS Get IDs request
  service 0x02, client 1, transaction 1, message 0x0025, 0 bytes of TLVs'

run decode "$request"
point 'a frame is named' prints 0 "$text"
run decode 010c00000201 0001,00 0x25 0x0 00:00
point 'separators do not matter' prints 0 "$text"
run decode --service DMS 00:01:00:25:00:00:00
point 'a bare message needs its service' has "$folder/out" 'DMS Get IDs request'
run decode --service 2 "$request"
point 'frames are seen where messages are expected' prints 0 "$text"
run decode --short "$request $request"
point 'two frames are two messages' prints 0 'DMS Get IDs request
DMS Get IDs request'

# TLV 0x12 is there twice, 0x99 is unknown, 0x11 has an extra byte.
odd=01:24:00:80:02:01:02:01:00:2b:00:18:00:02:04:00:00:00:00:00
odd=$odd:12:03:00:01:02:0a:99:01:00:07:11:04:00:01:03:0a:ff
run decode "$odd"
point 'unknown and extra parts are bytes' prints 0 'DMS UIM Get PIN Status response
  service 0x02, client 1, transaction 1, message 0x002b, 24 bytes of TLVs
  0x02 result: success
  0x12 pin2_status:
    current_status: enabled_not_verified
    verify_retries_left: 2
    unblock_retries_left: 10
  0x99 unknown: [07]
  0x11 pin1_status:
    current_status: enabled_not_verified
    verify_retries_left: 3
    unblock_retries_left: 10
    and 1 extra byte [ff]'
run decode -v "$request" 01:10:00:00:02:01:00:01:00:2e:00:04:00:01:01:00:00
point 'raw bytes can be seen' has "$folder/out" '    | 00'
run decode --json 01:10:00:00:02:01:00:01:00:2e:00:04:00:01:01:00:00
point 'JSON has fields by name' prints 0 '{"service":"DMS","message":"Set Operating Mode","id":46,"kind":"request","client":1,"transaction":1,"fields":{"mode":"online"}}'
run decode --json "$odd"
point 'JSON keeps what is odd' has "$folder/out" '"value":{"current_status":"enabled_not_verified","verify_retries_left":3,"unblock_retries_left":10},"extra":"ff"}]}'

imei=01:1a:00:80:02:01:02:01:00:25:00:0e:00:02:04:00:00:00:00:00:11:04:00:31:32:33:34
run decode --redact --raw "$imei"
point 'personal fields are masked' has "$folder/out" '***'
point 'and not shown elsewhere' test -z "$(grep -E '1234|31 32' "$folder/out")"
run decode --redact --json "$imei"
point 'in JSON too' has "$folder/out" '"redacted":true,"result":"success","fields":{"imei":"***"}'

run decode 01:0c:00
point 'a short frame is an error' complains 1 'qmimic: byte 0: more bytes are needed'
run decode "$request" 02:00
point 'so is what follows a frame' complains 1 'qmimic: byte 13: no frame begins here: the marker is not 0x01'
point 'which is shown' has "$folder/out" 'malformed, 2 bytes: 02 00'
run decode 01:10:00:00:02:01:00:01:00:2e:00:04:00:01:00:01:00
point 'a TLV that overruns' complains 1 'qmimic: byte 13: TLV 0x01 mode: a TLV runs past the end of the message'
run decode 01:0f:00:00:02:01:00:01:00:2e:00:03:00:01:00:00
point 'a field that overruns' complains 1 'qmimic: byte 13: TLV 0x01 mode: a field runs past the end of its TLV'
run decode 01:13:00:00:02:01:00:01:00:2e:00:07:00:99:01:00:07:01:00:00
point 'its place is that in the input' complains 1 'qmimic: byte 17: TLV 0x01 mode: a field runs past the end of its TLV'
run decode 01:0c:00:00:02:01:00:01:00:25:00:07:00
point 'a length that lies' complains 1 'qmimic: byte 11: the TLV length does not match the bytes present'
run decode 00:01
point 'no frame at all' has "$folder/err" 'say --service'
run decode 01:0q
point 'no hex' complains 1 'qmimic: character 5: not a hex digit'
run decode 012
point 'odd digits' complains 1 'qmimic: character 4: an odd number of hex digits'
run decode ''
point 'nothing' complains 1 'qmimic: there are no bytes to decode'
run decode --service DSM 00
point 'an unknown service' complains 2 'qmimic: --service DSM: no such service; did you mean DMS?'
run decode --vendor x 00
point 'a bad vendor' complains 2 'qmimic: --vendor x: expected a number from 0 to 65535'
run decode --sevrice
point 'an unknown option' test "$status" -eq 2

# Every prefix of a message is decoded or refused, and comes back as it was.
bytes=$(echo "$odd" | tr -d :)
length=1
good=yes
while [ "$length" -le $((${#bytes} / 2)) ]; do
	prefix=$(echo "$bytes" | cut -c "1-$((2 * length))")
	"$qmimic" decode --json "$prefix" >"$folder/json" 2>/dev/null
	again=$("$qmimic" encode --json "$folder/json" | tr -d ':\n')
	[ "$again" = "$prefix" ] || good="no: $prefix became $again"
	length=$((length + 5))
done
point 'prefixes come back' test "$good" = yes

printf '%s\n\n# a comment\n%s # and one behind\nzz\n' "$request" "$request" |
	"$qmimic" decode -s >"$folder/out" 2>"$folder/err"
status=$?
point 'lines are read' same "$folder/out" 'DMS Get IDs request
DMS Get IDs request'
point 'a bad line is named' complains 1 'qmimic: line 5, character 1: not a hex digit'
head -c 3000000 /dev/zero | tr '\0' 1 | "$qmimic" decode >/dev/null 2>"$folder/err"
point 'a line without end is refused' has "$folder/err" 'too many bytes'

# Memory is limited to what a few lines need; a leak of a byte a line shows.
yes "$odd" | head -n 20000 >"$folder/lines"
(
	# The address sanitizer wants all addresses there are.
	if ! nm -D "$qmimic" 2>/dev/null | grep -q asan; then
		# shellcheck disable=SC3045 # dash has it
		ulimit -v 200000
	fi
	"$qmimic" decode --json <"$folder/lines" | wc -l >"$folder/out"
)
point 'many lines are read' same "$folder/out" 20000
if [ -c /dev/full ]; then
	"$qmimic" decode "$request" >/dev/full 2>"$folder/err"
	status=$?
	point 'a full disk is told' complains 3 'qmimic: standard output: No space left on device'
fi
finish
