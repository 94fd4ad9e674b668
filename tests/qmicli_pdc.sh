#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every --pdc-* action of qmicli, by what it prints.
# The parts are called by name.
# shellcheck disable=SC2317
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

first=10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F:20:21:22:23
second=30:31:32:33:34:35:36:37:38:39:3A:3B:3C:3D:3E:3F:40:41:42:43
board=50:51:52:53:54:55:56:57:58:59:5A:5B:5C:5D:5E:5F:60:61:62:63

stored() {
	says --pdc-list-configs=software "Total configurations: 2" \
		"Configuration 1:
	Description: ROW_Generic_3GPP
	Type:        software
	Size:        18432
	Status:      Active
	Version:     0x501010D" "Configuration 2:" "Status:      Inactive"
	says --pdc-list-configs=platform "Total configurations: 1" \
		"Description: SDX_RF_Default"
	refuses "--pdc-delete-config=software,$first" "'DeviceInUse'"
	says "--pdc-delete-config=software,$second" \
		"Successfully deleted config"
	refuses "--pdc-delete-config=software,$second" "'NoEntry'"
	says --pdc-list-configs=software "Total configurations: 1"
	refuses "--pdc-activate-config=software,$second" "NoEntry"
	says "--pdc-deactivate-config=software,$first" \
		"Successfully requested config deactivation"
	refuses "--pdc-deactivate-config=software,$first" "NotProvisioned"
	says --pdc-list-configs=software "Status:      Inactive"
	says "--pdc-delete-config=software,$first" \
		"Successfully deleted config"
	says --pdc-list-configs=software "Total configurations: 0"
	says --pdc-noop
}
part stored

# A file of two chunks and a bit, whose trailer says what it is.
loaded() {
	file=${TMPDIR:-/tmp}/qmimic-config.$$
	{
		head -c 2400 /dev/zero
		printf 'MCFG_TRL\001\004\000\003\002\001\000\003\006\000MyCorp'
	} >"$file"
	says "--pdc-load-config=$file" "Uploaded 0  of 2424" \
		"bytes remaining" "Finished loading"
	says --pdc-list-configs=software "Total configurations: 3" \
		"Description: MyCorp" "Size:        2424" "Version:     0x10203"
	refuses "--pdc-load-config=$file" "NoEffect"
	head -c 300000 /dev/zero >"$file"
	refuses "--pdc-load-config=$file" "DeviceStorageFull"
	rm -f "$file"
}
part loaded

activated() {
	says "--pdc-activate-config=software,$second" \
		"Successfully requested config activation"
	eventually --pdc-list-configs=software "Commercial
	Type:        software
	Size:        20480
	Status:      Active"
}
part activated 'preset "generic" {
	device = { restart_seconds = 0.3 },
	configurations = { activation_seconds = 0.1, leave_seconds = 0 } }'

watched() {
	watches --pdc-monitor-refresh "event type complete" \
		"event type start, subscription ID: 0, slot ID: 0"
}
part watched 'preset "generic" {
	configurations = { reboots = { platform = false } } }' 'function(modem)
	modem:expect "PDC Register"
	modem:sleep(0.3)
	modem.configurations:activate("platform", "'"$(echo $board | tr -d :)"'")
end'

covers pdc
