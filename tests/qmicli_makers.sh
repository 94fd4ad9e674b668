#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of `qmicli --help-gas`, `--help-gms` and `--help-fox`: services of
# single makers.
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

# The modem reboots: waits until its device has gone and come back.
until_back() {
	for state in gone back; do
		for _ in $(seq 100); do
			if [ -e /dev/cdc-wdm0 ]; then
				[ $state = gone ] || return
			elif [ $state = gone ]; then
				break
			fi
			sleep 0.05
		done
	done
}

telit() {
	says --gas-dms-get-usb-composition "Current composition is 0x1201"
	says --gas-dms-set-usb-composition=0x1204 "Successfully switched"
	until_back
	says --gas-dms-get-usb-composition "Current composition is 0x1204"
	refuses --gas-dms-set-usb-composition=0x9999 "'InvalidArgument'"
	says --gas-dms-get-firmware-list "Name:         GENERIC" \
		"Index:        1" "Name:         OTHER" "Version:      1.1"
	says --gas-dms-get-active-firmware "Name:         GENERIC"
	says --gas-noop
	says --gms-test-get-value "Test mandatory value:     0"
	says --gms-test-set-value=5,6 "Successfully set test value"
	says --gms-test-get-value "Test mandatory value:     5" \
		"Test optional value:      6"
	says --gms-noop
	refuses --gas-dms-set-active-firmware=0 "'FwAlreadyActivated'"
	refuses --gas-dms-set-active-firmware=9 "'FwFileNotFound'"
	says --gas-dms-set-active-firmware=1 "set the active firmware"
	until_back
	says --gas-dms-get-active-firmware "Name:         OTHER"
}
part telit 'preset "generic" {
	usb = { vendor = 0x1BC7 }, services = { GMS = { 1, 0 }, GAS = { 1, 0 } },
	device = { leave_seconds = 0.1, restart_seconds = 1 } }'

foxconn() {
	says --fox-get-firmware-version=apps "Version: 'A1.0'"
	says --fox-get-firmware-version=firmware-mcfg-apps "Version: 'Q1.0.A1.0'"
	says --fox-noop
}
part foxconn 'preset "generic" {
	usb = { vendor = 0x0489 }, services = { FOX = { 1, 0 } } }'

covers gas gms fox
