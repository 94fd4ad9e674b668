#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# What `qmimic schema` lists and describes.
# shellcheck source=tests/cli_lib.sh
. "${srcdir:-.}/tests/cli_lib.sh"

run schema
point 'services are listed' has "$folder/out" '0x02  DMS '
run schema DMS
point 'messages are listed' has "$folder/out" '0x0025  request     DMS Get IDs'
run schema dms set operating mode
point 'a message is described' prints 0 'DMS Set Operating Mode
  service 0x02 (device management), message 0x002e
  source: libqmi

Request, from the host
  0x01 mode: u8, enum, mandatory
       online = 0, low_power = 1, factory_test = 2, offline = 3, reset = 4,
       shutting_down = 5, persistent_low_power = 6, mode_only_low_power = 7,
       unknown = 255

Response, from the modem, beside the result: no fields'
run schema DMS Get IDs
point 'personal fields are marked' has "$folder/out" '0x11 imei: string, to the end, personal'
run schema NAS Get Signal Info
point 'units are shown' has "$folder/out" 'dBm'
run schema WDS Packet Service Status
point 'an indication' has "$folder/out" 'Indication, from the modem'
run schema DMS Swi Get Current Firmware
point 'a vendor' has "$folder/out" 'vendor 0x1199'
run schema 'DSM Get IDs'
point 'an unknown name' complains 1 'qmimic: no service or message "DSM Get IDs"; did you mean "DMS Get IDs"?'
run schema --search operating_mode
point 'search' has "$folder/out" 'DMS Set Operating Mode'
run schema --search qwertz
point 'nothing found' complains 1 'qmimic: nothing contains "qwertz"'
run schema --search x DMS
point 'search goes alone' complains 2 'qmimic: --search goes with nothing else'
run schema --names
point 'names' has "$folder/out" 'WDS Start Network'
run schema --json
point 'JSON has wire forms' has "$folder/out" '"name":"imei","optional":true,"wire":"str"'
point 'and all services' test "$(grep -o '"messages":' "$folder/out" | wc -l)" -eq "$("$qmimic" schema | wc -l)"
run schema --json DMS Get IDs
point 'JSON of one message' has "$folder/out" '{"name":"Get IDs","id":37,"vendor":0,"request":[],'

# balanced TAG: as many are closed as opened.
balanced()
{
	opened=$(grep -oE "<$1[ >]" "$folder/page.html" | wc -l)
	[ "$opened" -eq "$(grep -o "</$1>" "$folder/page.html" | wc -l)" ] &&
		[ "$opened" -gt 0 ]
}

run schema --html "$folder/page.html"
point 'a page is written' test "$status" -eq 0
point 'it ends' test "$(tail -n 1 "$folder/page.html")" = '</html>'
for tag in section details summary table tr td div span; do
	point "every <$tag> is closed" balanced $tag
done
point 'it has all messages' test \
	"$(grep -c '<details class="message"' "$folder/page.html")" -eq \
	"$("$qmimic" schema --names | wc -l)"
point 'no address is there twice' test -z \
	"$(grep -oE ' id="[^"]*"' "$folder/page.html" | sort | uniq -d)"
point 'it needs nothing beside itself' test -z \
	"$(grep -E ' src=|url\(|@import|https?:|<link' "$folder/page.html")"
point 'it names sources' has "$folder/page.html" 'Source: Linux'
point 'it marks personal fields' has "$folder/page.html" \
	'<td class="name">imei</td><td>string, to the end <span class="tag personal">'
run schema --html -
point 'a page is printed' cmp -s "$folder/out" "$folder/page.html"
run schema --html "$folder"
point 'a file that cannot be written' complains 3 \
	"qmimic: cannot write $folder: Is a directory"
run schema --html x DMS
point '--html goes alone' complains 2 'qmimic: --html goes with nothing else'

run schema --dict
point 'a dictionary has messages' has "$folder/out" 'CTL_Sync="\x27\x00"'
point 'and TLVs' has "$folder/out" '="\x01\x01\x00\x00"'
point 'and heads of frames' has "$folder/out" \
	'DMS_request="\x01\x0c\x00\x00\x02\x01\x00\x01\x00\x00\x00\x00\x00"'
point 'a line is a comment, empty, or a name and at most 128 bytes' test -z \
	"$(grep -vE '^(#.*|[A-Za-z0-9_]+="(\\x[0-9a-f]{2}){1,128}")?$' "$folder/out")"
point 'no word is there twice' test -z \
	"$(sed -n 's/^[^#]*=//p' "$folder/out" | sort | uniq -d)"
run schema --dict DMS
point 'a dictionary of one service' test -z "$(grep '^NAS' "$folder/out")"
run schema --dict DSM
point 'of an unknown one' complains 1 \
	'qmimic: no service "DSM"; `qmimic schema` lists them'
run schema --dict --json
point '--dict goes alone' complains 2 'qmimic: --dict goes with no other option'
finish
