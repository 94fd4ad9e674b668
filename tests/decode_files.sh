#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# `qmimic decode` reads captures, logs and streams, from files and pipes.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"
corpus=$source_folder/fuzz/corpus

# bytes HEX: writes them.
bytes()
{
	for byte in $1; do
		# shellcheck disable=SC2059 # the format is the byte
		printf "\\$(printf %03o "0x$byte")"
	done
}

request='01 0c 00 00 02 01 00 01 00 25 00 00 00'
bytes "$request" >"$folder/frame.bin"
cat "$folder/frame.bin" "$folder/frame.bin" >"$folder/frames.bin"
run decode -s "$folder/frames.bin"
point 'frames as bytes' prints 0 'DMS Get IDs request
DMS Get IDs request'
bytes '07 07' | cat - "$folder/frame.bin" >"$folder/noise.bin"
run decode -s --format binary "$folder/noise.bin"
point 'noise between frames is shown' prints 1 'malformed, 2 bytes: 07 07
DMS Get IDs request'
point 'and told with its place' has "$folder/err" 'qmimic: byte 0: no frame begins here'
head -c 20 "$folder/frames.bin" >"$folder/cut.bin"
run decode -s "$folder/cut.bin"
point 'a stream that is cut' complains 1 'qmimic: byte 13: more bytes are needed'

for name in usbmon-189-little usbmon-189-big usbmon-220-little usbmon-220-big; do
	run decode -s "$corpus/pcap/$name.pcap"
	point "the capture of a USB bus, $name" prints 0 'DMS Get IDs request
DMS Get IDs response: success
DMS Get IDs request'
done
run decode -s "$corpus/pcap/session.pcapng"
point 'a capture of qmimic itself' has "$folder/out" 'DMS Get IDs response: success, '
"$qmimic" decode -s <"$corpus/pcap/session.pcapng" >"$folder/piped" 2>&1
point 'from a pipe as well' cmp -s "$folder/piped" "$folder/out"
head -c 590 "$corpus/pcap/session.pcapng" >"$folder/cut.pcapng"
run decode -s "$folder/cut.pcapng"
point 'a capture that is cut is told' has "$folder/err" 'the capture is cut short'
point 'and read as far as it goes' has "$folder/out" 'DMS Get IDs response'

run decode "$corpus/log/cut.log"
point 'a log that cuts bytes' test "$status" -eq 0
point 'what is cut is counted' has "$folder/err" '6 of 6 messages are cut in the log; 6 are rebuilt, 1 of them with values made up'
point 'what is made up is named' has "$folder/out" '(rebuilt from the log; made up: imei, meid)'
point 'an IMEI that is made up has its shape' has "$folder/out" 'imei: "353456789012348"'
run decode --json "$corpus/log/cut.log"
point 'JSON says it too' has "$folder/out" '"rebuilt":true,"made_up":"imei, meid"'
"$qmimic" encode --json "$folder/out" >"$folder/again" 2>"$folder/err"
point 'and can be encoded' test ! -s "$folder/err"
run decode -s "$corpus/log/slots.log"
point 'masked digits in lists are filled in' has "$folder/out" 'logical_slot=1, iccid='
run decode -s "$corpus/log/lines.log"
point 'lines that hold a frame' prints 0 'DMS Get IDs request
DMS Get IDs response: success'
printf '<<<<<< RAW:\n<<<<<<   length = 64\n<<<<<<   data   = 01:3F...\n' >"$folder/lost.log"
run decode "$folder/lost.log"
point 'what is lost is told' has "$folder/err" 'line 1: the log shows 2 of 64 bytes: the log shows only a part of its bytes'
point 'as a failure' test "$status" -eq 1
echo 'nothing here' >"$folder/text"
run decode "$folder/text"
point 'a file without messages is an error' complains 1 "qmimic: $folder/text: there are no QMI messages in it; --format says what it is"
run decode /nowhere/file
point 'a missing file' complains 3 'qmimic: /nowhere/file: No such file or directory'
run decode --format odd "$folder/text"
point 'an unknown format' complains 2 'qmimic: --format odd: say hex, binary, pcap or log'

# What qmicli prints of one session, with and without its masks.
if command -v qmicli >/dev/null; then
	for detail in --verbose --verbose-full; do
		"$qmimic" run --seed 1 --pcap "$folder/live.pcapng" --no-redact -- sh -c "
			qmicli $detail -d /dev/cdc-wdm0 --nas-get-system-info
			qmicli $detail -d /dev/cdc-wdm0 --nas-get-cell-location-info
			qmicli $detail -d /dev/cdc-wdm0 --uim-get-card-status
			qmicli $detail -d /dev/cdc-wdm0 --nas-network-scan" \
			>"$folder/live$detail" 2>&1
		run decode -s "$folder/live$detail"
		point "the log of qmicli $detail is read" test "$status" -eq 0
		cp "$folder/out" "$folder/said$detail"
	done
	point 'what is rebuilt is what was there' cmp \
		"$folder/said--verbose" "$folder/said--verbose-full"
	"$qmimic" decode -s "$folder/live.pcapng" >"$folder/out"
	point 'and what the capture holds' cmp \
		"$folder/out" "$folder/said--verbose-full"
	# Were all bytes masked, the words would still tell.
	sed 's/\(value      = \)..:..:..:..:.*/\1###.../
		s/\(data   = .\{35\}\).*/\1.../' \
		"$folder/live--verbose-full" >"$folder/words"
	"$qmimic" decode -s "$folder/words" 2>/dev/null |
		grep -e UIM -e Scan -e Cell >"$folder/out"
	grep -e UIM -e Scan -e Cell "$folder/said--verbose-full" \
		>"$folder/expected"
	point 'words become the same bytes' cmp "$folder/out" "$folder/expected"
fi

# A fault of a byte a message would show in this much memory.
i=0
cp "$folder/frames.bin" "$folder/many"
while [ $i -lt 14 ]; do
	cat "$folder/many" "$folder/many" >"$folder/more"
	mv "$folder/more" "$folder/many"
	i=$((i + 1))
done
(
	# The address sanitizer wants all addresses there are.
	if ! nm -D "$qmimic" 2>/dev/null | grep -q asan; then
		# shellcheck disable=SC3045 # dash has it
		ulimit -v 100000
	fi
	"$qmimic" decode -s <"$folder/many" | wc -l >"$folder/out"
)
point 'a long stream is read without growing' same "$folder/out" 32768
finish
