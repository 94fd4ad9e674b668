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
finish
