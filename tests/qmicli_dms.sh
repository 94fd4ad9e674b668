#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every --dms-* action of qmicli, by what it prints.
# The parts are called by name.
# shellcheck disable=SC2317
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

identity() {
	says --dms-get-ids "IMEI: '352099001761481'" "ESN: '0'" \
		"MEID: '35209900176148'" "IMEI SV: '01'"
	says --dms-get-manufacturer "Manufacturer: 'QUALCOMM INCORPORATED'"
	says --dms-get-model "Model: 'qmimic'"
	says --dms-get-revision \
		"Revision: 'QMIMIC.1.0  1  [Jan 01 2024 00:00:00]'"
	says --dms-get-hardware-revision "Revision: '10000'"
	says --dms-get-software-version "Software version: 1.0"
	says --dms-get-factory-sku "SKU: 'QMIMIC-1'"
	says --dms-get-mac-address=wlan "02:00:00:00:00:01"
	says --dms-get-mac-address=bt "02:00:00:00:00:02"
	says --dms-get-capabilities "Max TX channel rate: '50000000'" \
		"Max RX channel rate: '100000000'" \
		"Data Service: 'non-simultaneous-cs-ps'" "SIM: 'supported'" \
		"Networks: 'gsm, umts, lte, 5gnr'"
	says --dms-get-band-capabilities "gsm-850, gsm-pcs-1900, wcdma-2100" \
		"LTE bands: '1, 2, 3, 4, 5, 7, 8, 12, 13, 20, 25" \
		"LTE bands (extended): '1, 2, 3" "40, 41, 66'" \
		"NR5G bands: '1, 3, 7, 28, 78'"
	says --dms-get-supported-messages 0x0020 0x002E 0x005C
	says --dms-get-time "Time source: 'device'" \
		"System time: '" "(ms): 2024-01-01 00:00:0"
	says --dms-get-power-state "Power state: 'external-source'" \
		"Battery level: '100 %'"
	says --dms-reset "Successfully performed DMS service reset"
	says --dms-noop
}
part identity

kept_data() {
	says --dms-read-user-data "Size: '0' bytes"
	says --dms-write-user-data=hello "User data written"
	says --dms-read-user-data "Size: '5' bytes" "68:65:6C:6C:6F"
	says --dms-get-user-lock-state "Enabled: 'no'"
	refuses --dms-set-user-lock-state=enable,9999 "'AuthenticationFailed'"
	says --dms-set-user-lock-state=enable,0000 "User lock state updated"
	says --dms-get-user-lock-state "Enabled: 'yes'"
	refuses --dms-set-user-lock-code=1234,4321 "'AuthenticationFailed'"
	says --dms-set-user-lock-code=0000,4321 "User lock code changed"
	refuses --dms-set-user-lock-state=disable,0000 "'AuthenticationFailed'"
	says --dms-set-user-lock-state=disable,4321 "User lock state updated"
	says --dms-validate-service-programming-code=000000 \
		"Service Programming Code validated"
	refuses --dms-validate-service-programming-code=000001 \
		"'AuthenticationFailed'"
	refuses --dms-restore-factory-defaults=123456 "'AuthenticationFailed'"
	says --dms-read-user-data "68:65:6C:6C:6F"
	says --dms-restore-factory-defaults=000000 "Factory defaults restored"
	says --dms-read-user-data "Size: '0' bytes"
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		run_action --dms-validate-service-programming-code=000001
	done
	refuses --dms-validate-service-programming-code=000000 \
		"'AuthenticationLock'"
}
part kept_data

modes() {
	says --dms-get-operating-mode "Mode: 'online'" "HW restricted: 'no'"
	says --dms-set-operating-mode=low-power "Operating mode set"
	says --dms-get-operating-mode "Mode: 'low-power'"
	says --dms-set-operating-mode=online "Operating mode set"
	says --dms-get-operating-mode "Mode: 'online'"
	refuses --dms-set-fcc-authentication "'NoEffect'"
	says --dms-set-operating-mode=persistent-low-power "Operating mode set"
	says --dms-set-operating-mode=offline "Operating mode set"
	refuses --dms-set-operating-mode=online "'InvalidTransition'"
	says --dms-get-operating-mode "Mode: 'offline'" "Reason: 'device-memory-full'"
	says --dms-set-operating-mode=reset "Operating mode set"
	says --dms-get-operating-mode "Mode: 'reset'"
}
part modes 'preset "generic" { device = {
	offline_reasons = { "device_memory_full" }, leave_seconds = 100 } }'

restart() {
	says --dms-select-stored-image=modem1,pri1 \
		"No new images are required"
	says --dms-set-operating-mode=persistent-low-power "Operating mode set"
	says --dms-set-operating-mode=offline "Operating mode set"
	says --dms-set-operating-mode=reset "Operating mode set"
	eventually --dms-get-operating-mode "Mode: 'persistent-low-power'"
	says --dms-list-stored-images "[CURRENT] <<<<<<<<<<
		[modem1]" "[CURRENT] <<<<<<<<<<
		[pri1]"
	says --dms-select-stored-image=modem0,pri1 \
		"No new images are required"
	says --dms-set-operating-mode=offline "Operating mode set"
	says --dms-set-operating-mode=reset "Operating mode set"
	eventually --dms-get-operating-mode \
		"Reason: 'pri-version-incompatible'" "Mode: 'offline'"
}
part restart 'preset "generic" {
	device = { leave_seconds = 0.1, restart_seconds = 0.2 } }'

fcc_locked() {
	says --dms-get-operating-mode "Mode: 'low-power'" "HW restricted: 'no'"
	refuses --dms-set-operating-mode=online "'Internal'"
	says --dms-set-fcc-authentication "Successfully set FCC authentication"
	says --dms-set-operating-mode=online "Operating mode set"
	refuses --dms-set-fcc-authentication "'NoEffect'"
}
part fcc_locked 'preset "generic" { device = { fcc_lock = "Internal" } }'

no_cdma() {
	refuses --dms-get-prl-version "'NotProvisioned'"
	refuses --dms-read-eri-file "'NotProvisioned'"
	says --dms-get-activation-state "State: 'activated'"
	refuses --dms-activate-automatic=ABCD "'NoEffect'"
}
part no_cdma

cdma() {
	says --dms-get-prl-version "PRL version: '65'" \
		"PRL only preference: 'no'"
	says --dms-read-eri-file "01:02:03"
	says --dms-get-activation-state "State: 'not-activated'"
	refuses --dms-activate-manual=999999,11,5551234,5551234 \
		"'AuthenticationFailed'"
	says --dms-get-activation-state "State: 'not-activated'"
	says --dms-activate-manual=000000,11,5551234,5551234
	eventually --dms-get-activation-state "State: 'activated'"
}
cdma_modem='preset "generic" { device = {
	activation_state = "not_activated", activation_seconds = 0.1,
	prl = { version = 65, only = false }, eri_file = "01 02 03" } }'
part cdma "$cdma_modem"

cdma_automatic() {
	says --dms-activate-automatic=ABCD
	eventually --dms-get-activation-state "State: 'activated'"
}
part cdma_automatic "$cdma_modem"

open_card() {
	says --dms-uim-get-state "State: 'initialization-completed'"
	says --dms-uim-get-iccid "ICCID: '89001010000000000018'"
	says --dms-uim-get-imsi "IMSI: '001010123456789'"
	says --dms-get-msisdn "MSISDN: '+15550100123'"
	says --dms-uim-get-pin-status "PIN1:
	Status: disabled
	Verify: 3
	Unblock: 10" "PIN2:
	Status: enabled-not-verified"
	refuses --dms-uim-set-pin-protection=PIN,disable,0000 "'NoEffect'"
	refuses --dms-uim-set-pin-protection=PIN,enable,1111 "'IncorrectPin'" \
		"Verify: 2"
	says --dms-uim-set-pin-protection=PIN,enable,0000 \
		"PIN protection updated"
	says --dms-uim-get-pin-status "Status: enabled-verified
	Verify: 3"
	refuses --dms-uim-set-pin-protection=PIN2,disable,5678 "'AccessDenied'"
	says --dms-uim-verify-pin=PIN2,5678 "PIN verified"
	says --dms-uim-get-ck-status=pn "State: 'deactivated'"
	refuses --dms-uim-set-ck-protection=pn,disable,1 "'NoEffect'"
}
part open_card

locked_card() {
	says --dms-uim-get-state "State: 'locked-or-failed'"
	says --dms-uim-get-iccid "ICCID: '89001010000000000018'"
	refuses --dms-uim-get-imsi "'UimUninitialized'"
	refuses --dms-get-msisdn "'UimUninitialized'"
	refuses --dms-uim-verify-pin=PIN,1111 "'IncorrectPin'" "Verify: 2" \
		"Unblock: 10"
	says --dms-uim-get-pin-status "Status: enabled-not-verified
	Verify: 2"
	refuses --dms-uim-verify-pin=PIN,123 "'InvalidArgument'"
	refuses --dms-uim-verify-pin=PIN,123456789 "'ArgumentTooLong'"
	says --dms-uim-verify-pin=PIN,1234 "PIN verified"
	refuses --dms-uim-verify-pin=PIN,1234 "'NoEffect'"
	says --dms-uim-get-state "State: 'initialization-completed'"
	says --dms-uim-get-imsi "IMSI: '001010123456789'"
	says --dms-uim-change-pin=PIN,1234,4321 "PIN changed"
	refuses --dms-uim-change-pin=PIN,1234,1111 "'IncorrectPin'" "Verify: 2"
	refuses --dms-uim-change-pin=PIN,1234,1111 "'IncorrectPin'" "Verify: 1"
	refuses --dms-uim-change-pin=PIN,1234,1111 "'PinBlocked'" "Verify: 0"
	refuses --dms-uim-verify-pin=PIN,4321 "'PinBlocked'" "Verify: 0"
	says --dms-uim-get-pin-status "Status: blocked
	Verify: 0"
	refuses --dms-uim-unblock-pin=PIN,00000000,1234 "'IncorrectPin'" \
		"Unblock: 9"
	says --dms-uim-unblock-pin=PIN,12345678,2468 "PIN unblocked"
	says --dms-uim-get-pin-status "Status: enabled-verified
	Verify: 3
	Unblock: 10"
}
part locked_card 'preset "generic" { sim = { pin = "1234" } }'

blocked_card() {
	refuses --dms-uim-verify-pin=PIN,1234 "'PinBlocked'"
	refuses --dms-uim-unblock-pin=PIN,00000000,1234 "'PinAlwaysBlocked'" \
		"Unblock: 0"
	refuses --dms-uim-unblock-pin=PIN,12345678,1234 "'PinAlwaysBlocked'"
	says --dms-uim-get-pin-status "Status: permanently-blocked"
	says --dms-uim-get-state "State: 'locked-or-failed'"
}
part blocked_card 'preset "generic" {
	sim = { pin = "1234", tries = { pin = 0, puk = 1 } } }'

no_card() {
	says --dms-uim-get-state "State: 'not-present'"
	refuses --dms-uim-get-iccid "'UimUninitialized'"
	refuses --dms-uim-get-imsi "'UimUninitialized'"
	refuses --dms-uim-get-pin-status "'UimUninitialized'"
	refuses --dms-uim-verify-pin=PIN,1234 "'UimUninitialized'"
	refuses --dms-get-msisdn "'UimUninitialized'"
}
part no_card 'preset "generic" { sim = { present = false } }'

personalised() {
	says --dms-uim-get-ck-status=pn "State: 'activated'" "Verify: 2" \
		"Unblock: 10" "Facility is blocking operation"
	says --dms-uim-get-ck-status=pu "State: 'deactivated'"
	says --dms-uim-get-state "State: 'locked-or-failed'"
	refuses --dms-uim-set-ck-protection=pn,disable,0 "'IncorrectPin'"
	refuses --dms-uim-set-ck-protection=pn,disable,0 "'PinBlocked'"
	says --dms-uim-get-ck-status=pn "State: 'blocked'"
	refuses --dms-uim-unblock-ck=pn,0 "'IncorrectPin'"
	says --dms-uim-unblock-ck=pn,87654321 "CK unblocked"
	says --dms-uim-set-ck-protection=pn,disable,12345678 \
		"UIM CK protection set"
	says --dms-uim-get-ck-status=pn "State: 'deactivated'"
	says --dms-uim-get-state "State: 'initialization-completed'"
}
part personalised 'preset "generic" {
	sim = { locks = { gw_network = { retries = 2 } } } }'

images() {
	says --dms-list-stored-images "Maximum: '4'" "[CURRENT] <<<<<<<<<<
		[modem0]
		Unique ID:     '001.000_000'
		Build ID:      '01.00.00.00_?'
		Storage index: '1'" "[pri1]" "PRI info:      'GENERIC'" \
		"Boot version:  '1.1'"
	says --dms-get-firmware-preference "Build ID:   '01.00.00.00_?'" \
		"Build ID:   '01.00.00.00_GENERIC'"
	says --dms-select-stored-image=modem1,pri1 \
		"No new images are required"
	says --dms-get-firmware-preference "Build ID:   '01.01.00.00_?'" \
		"Build ID:   '01.01.00.00_GENERIC'"
	refuses --dms-delete-stored-image=modem0 "'DeviceInUse'"
	says --dms-delete-stored-image=pri1 "Stored image successfully deleted"
	says --dms-list-stored-images "[modem1]" "[pri0]"
	refuses --dms-select-stored-image=modem1,pri1 "pri"
	says --dms-set-firmware-preference=firmware-version=02.00.00.00,config-version=002.000_000,carrier=ACME \
		"Images to download: 'modem, pri'"
	says --dms-get-firmware-preference "Build ID:   '02.00.00.00_ACME'" \
		"Unique ID:  '002.000_000'"
	says --dms-get-boot-image-download-mode "download mode: normal"
	says --dms-set-boot-image-download-mode=boot-and-recovery \
		"download mode successfully set"
	says --dms-get-boot-image-download-mode "mode: boot-and-recovery"
	says --dms-set-firmware-id "Firmware id set"
}
part images

no_images() {
	refuses --dms-list-stored-images "'NotSupported'"
	refuses --dms-get-firmware-preference "'NotSupported'"
}
part no_images 'preset "generic" { device = { firmware = false } }'

no_vendor() {
	refuses --dms-swi-get-current-firmware "'InvalidQmiCommand'"
	refuses --dms-hp-change-device-mode=fastboot "'InvalidQmiCommand'"
	refuses --dms-foxconn-get-firmware-version=apps "'InvalidQmiCommand'"
}
part no_vendor

sierra() {
	says --dms-swi-get-current-firmware "Model: qmimic" \
		"Boot version: 01.00.00.00" "Carrier ID: 1" \
		"SKU ID: 1100000"
	says --dms-swi-get-usb-composition "[*] USB composition 6:" \
		"USB composition 9:"
	says --dms-swi-set-usb-composition=9 \
		"Successfully set USB composition"
	says --dms-swi-get-usb-composition "[*] USB composition 9:"
	refuses --dms-swi-set-usb-composition=14 "'InvalidArgument'"
}
part sierra 'preset "generic" { usb = { vendor = 0x1199 } }'

hp() {
	says --dms-hp-change-device-mode=fastboot "Successfully changed HP device mode"
}
part hp 'preset "generic" { usb = { vendor = 0x03F0 } }'

foxconn() {
	says --dms-foxconn-get-firmware-version=apps "Version: 'A1.0'"
	says --dms-foxconn-get-firmware-version=firmware-mcfg "Version: 'Q1.0'"
	refuses --dms-set-operating-mode=online "'InvalidTransition'"
	refuses --dms-foxconn-set-fcc-authentication=1 "'AuthenticationFailed'"
	says --dms-foxconn-set-fcc-authentication=0 \
		"Successfully run Foxconn FCC authentication"
	says --dms-set-operating-mode=online "Operating mode set"
	says --dms-foxconn-change-device-mode=fastboot-ota \
		"Successfully changed foxconn device mode"
}
part foxconn 'preset "generic" {
	usb = { vendor = 0x0489 }, device = { fcc_lock = "InvalidTransition" } }'

# 0x0490 is no vendor: it is where the schema keeps the newer meaning.
foxconn_v2() {
	refuses --dms-foxconn-set-fcc-authentication-v2=foxc,1 \
		"'AuthenticationFailed'"
	says --dms-foxconn-set-fcc-authentication-v2=foxc,48 \
		"Successfully run Foxconn FCC authentication"
	says --dms-set-operating-mode=online "Operating mode set"
}
part foxconn_v2 'preset "generic" {
	usb = { vendor = 0x0490 }, device = { fcc_lock = "InvalidTransition" } }'

covers dms
