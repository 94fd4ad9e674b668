#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of `qmicli --help-qos`, `--help-sar` and `--help-dsd`: flows, the
# transmit power state, the data system.
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

data_system() {
	says --dsd-get-system-status "Available data systems retrieved" \
		"Network type: '3gpp'" "RAT: '3gpp-lte'" \
		"Service option: '3gpp-so-mask-lte-fdd'"
	says --dsd-get-apn-info=default "APN name: internet"
	refuses --dsd-get-apn-info=mms "'InformationUnavailable'"
	says "--dsd-set-apn-type=wap,mms|supl" "APN type set"
	says --dsd-get-apn-info=supl "APN name: wap"
	says --dsd-noop
	says --sar-rf-get-state "RF state: 0"
	says --sar-rf-set-state=7 "RF state set successfully"
	says --sar-rf-get-state "RF state: 7"
	says --sar-noop
}
part data_system

nothing_in_reach() {
	says --qos-get-network-status "QoS not supported in network"
	eventually --dsd-get-system-status "No available data system"
}
part nothing_in_reach 'preset "generic"' 'function(modem)
	modem.network:lose()
end'

flows() {
	says --qos-get-network-status "QoS supported in network"
	says --qos-get-flow-status=1 "status: activated"
	refuses --qos-get-flow-status=2 "'InvalidQosId'"
	says --qos-swi-read-data-stats=1 "APN ID:             1" \
		"TX packets:         3" "TX bytes:           4500" \
		"Bearer ID:          5" "Bearer ID:          15" \
		"TX packets:         2" "TX bytes:           3000"
	refuses --qos-swi-read-data-stats=2 "'OutOfCall'"
	says --qos-reset "Successfully performed QoS service reset"
	says --qos-noop
}
part flows 'preset "generic" {
	usb = { vendor = 0x1199 }, bearers = { autoconnect = "enabled" } }' \
	'function(modem)
	local id = modem.flows:open()
	modem.bearers:count { tx_bytes_ok = 4500, tx_packets_ok = 3 }
	modem.flows:count(id, { tx_bytes_ok = 3000, tx_packets_ok = 2 })
end'

covers qos sar dsd
