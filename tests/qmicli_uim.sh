#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every --uim-* action of qmicli, by what it prints.
# The parts are called by name.
# shellcheck disable=SC2317
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

usim_aid=A0:00:00:00:87:10:02:FF:FF:FF:FF:89:03:02:00:00

open_card() {
	says --uim-get-card-status "Primary GW:   slot '1', application '1'" \
		"Card state: 'present'" "Application type:  'usim (2)'
		Application state: 'ready'" "Personalization state: 'ready'" \
		"PIN1 state: 'disabled'
			PIN1 retries: '3'
			PUK1 retries: '10'" "Application type:  'isim (5)'
		Application state: 'detected'" "$usim_aid"
	says --uim-get-slot-status "1 physical slots found" \
		"Card status: present" "Slot status: active" \
		"Logical slot: 1" "ICCID: 89001010000000000018" \
		"Protocol: uicc" "Num apps: 2" "Is eUICC: no"
	says --uim-get-supported-messages 0x0020 0x002F 0x0047
	says --uim-get-configuration "Personalization features: all disabled"
	refuses --uim-depersonalization=gw-network,deactivate,12345678 \
		"'NoEffect'"
	says --uim-reset "Successfully performed UIM service reset"
	says --uim-noop
}
part open_card

files() {
	says --uim-read-transparent=0x3F00,0x2FE2 "SW1: '0x90'" \
		"98:00:01:01:00:00:00:00:00:81"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F07 \
		"08:09:10:10:10:32:54:76:98"
	says --uim-read-transparent=0x3F00,0x7F20,0x6F07 \
		"08:09:10:10:10:32:54:76:98"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6FAD "00:00:00:02"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F46 \
		"01:71:6D:69:6D:69:63:FF:FF:FF"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F3E "01:02"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F62 "00:F1:10:C0:80"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6FFF \
		"'SimFileNotFound'" "SW1: '0x6a'" "SW2: '0x82'"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6F7B \
		"'SimFileNotFound'"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6F40 \
		"'InvalidArgument'" "SW1: '0x69'" "SW2: '0x81'"
	says --uim-read-record=record-number=1,file=0x3F00-0x7FFF-0x6F40 \
		"07:91:51:55:10:00:21:F3:FF:FF"
	says --uim-read-record=record-number=1,record-length=40,file=0x3F00-0x2F00 \
		"61:18:4F:10:A0:00:00:00:87:10:02"
	refuses --uim-read-record=record-number=2,file=0x3F00-0x7FFF-0x6F40 \
		"'InvalidArgument'" "SW2: '0x83'"
	says --uim-get-file-attributes=0x3F00,0x2FE2 "File size: 10" \
		"File type: transparent" "Read security attributes: (always)" \
		"62:14:82:02:41:21:83:02:2F:E2"
	says --uim-get-file-attributes=0x3F00,0x7FFF,0x6F40 "File size: 28" \
		"File type: linear-fixed" "Record size: 28" "Record count: 1" \
		"Read security attributes: (single) pin1"
	says --uim-get-file-attributes=0x3F00 "File type: master-file"
	says --uim-get-file-attributes=0x3F00,0x7FFF \
		"File type: dedicated-file"
	refuses --uim-get-file-attributes=0x3F00,0x7F99 "'SimFileNotFound'"
}
part files 'preset "generic" {
	sim = { files = { ["3F00/7FFF/6F3E"] = "01 02" },
		missing_files = { "3F00/7FFF/6F7B" } } }'

named_files() {
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F46 "01:41:43:4D:45:FF"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F7B "62:F2:30:FF:FF:FF"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6FD9 "00:F1:10"
	says --uim-read-record=record-number=2,file=0x3F00-0x7F10-0x6F3A \
		"42:6F:62:FF"
	says --uim-get-file-attributes=0x3F00,0x7FFF,0x6FC5 "Record size: 40"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6FC5 \
		"'InvalidArgument'" "SW2: '0x81'"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6F61 "'AccessDenied'"
	says --uim-get-card-status "Application [3]:
		Application type:  'csim (4)'
		Application state: 'ready'" \
		"Primary 1X:   slot '1', application '3'"
	says --uim-change-provisioning-session=session-type=primary-1x-provisioning,activate=no \
		"Successfully changed provisioning session"
	says --uim-get-card-status "Primary 1X:   session doesn't exist"
	says --uim-get-slot-status "Num apps: 3" "Is eUICC: yes" \
		"EID: 89049032123451234512345678901235"
}
part named_files 'preset "generic" { sim = {
	eid = "89049032123451234512345678901235",
	applications = { { type = "usim" }, { type = "isim" },
		{ type = "csim" } },
	efs = { SPN = "ACME", FPLMN = { "26203" },
		ADN = { { name = "Ann", number = "1" },
			{ name = "Bob", number = "+2" } } },
	file_errors = { ["3F00/7FFF/6F61"] = "AccessDenied" } } }'

locked_card() {
	says --uim-get-card-status \
		"Application state: 'pin1-or-upin-pin-required'" \
		"PIN1 state: 'enabled-not-verified'"
	says --uim-read-transparent=0x3F00,0x2FE2 "98:00:01:01"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6F07 "'AccessDenied'" \
		"SW1: '0x69'" "SW2: '0x82'"
	refuses --uim-verify-pin=PIN1,1111 "'IncorrectPin'" "Verify: 2" \
		"Unblock: 10"
	says --uim-get-card-status "PIN1 retries: '2'"
	refuses --uim-verify-pin=UPIN,1234 "'InvalidPinId'"
	says --uim-verify-pin=PIN1,1234 "PIN verified successfully"
	says --uim-get-card-status "Application state: 'ready'" \
		"PIN1 state: 'enabled-verified'
			PIN1 retries: '3'"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F07 "08:09:10:10"
	says --uim-change-pin=PIN1,1234,9876 "PIN changed successfully"
	refuses --uim-set-pin-protection=PIN1,disable,1234 "'IncorrectPin'" \
		"Verify: 2"
	says --uim-set-pin-protection=PIN1,disable,9876 \
		"PIN protection updated"
	says --uim-get-card-status "PIN1 state: 'disabled'"
	refuses --uim-verify-pin=PIN1,9876 "'AccessDenied'" "Verify: 3"
	refuses --uim-change-pin=PIN1,9876,1234 "'AccessDenied'"
	refuses --uim-set-pin-protection=PIN1,disable,9876 "'NoEffect'"
	says --uim-verify-pin=PIN2,5678 "PIN verified successfully"
	says --uim-set-pin-protection=PIN1,enable,9876 \
		"PIN protection updated"
	says --uim-sim-power-off=1 "Successfully performed SIM power off"
	says --uim-get-card-status "Card state: 'error: power-down (1)'" \
		"Primary GW:   session doesn't exist"
	refuses --uim-read-transparent=0x3F00,0x2FE2 "'NoSim'"
	refuses --uim-sim-power-off=1 "'NoEffect'"
	refuses --uim-sim-power-off=2 "'InvalidArgument'"
	says --uim-sim-power-on=1 "Successfully performed SIM power on"
	says --uim-get-card-status "PIN1 state: 'enabled-not-verified'"
	refuses --uim-verify-pin=PIN1,1111 "'IncorrectPin'" "Verify: 2"
	refuses --uim-verify-pin=PIN1,1111 "'IncorrectPin'" "Verify: 1"
	refuses --uim-verify-pin=PIN1,1111 "'PinBlocked'" "Verify: 0"
	says --uim-get-card-status "PIN1 state: 'blocked'" \
		"Application state: 'puk1-or-upin-puk-required'"
	refuses --uim-unblock-pin=PIN1,00000000,1234 "'IncorrectPin'" \
		"Unblock: 9"
	says --uim-unblock-pin=PIN1,12345678,2468 "PIN unblocked successfully"
	says --uim-get-card-status "Application state: 'ready'" \
		"PUK1 retries: '10'"
}
part locked_card 'preset "generic" { sim = { pin = "1234" } }'

session() {
	says --uim-get-card-status "Primary GW:   session doesn't exist" \
		"Application state: 'detected'"
	refuses --uim-read-transparent=0x3F00,0x7FFF,0x6F07 "'SessionInactive'"
	says --uim-change-provisioning-session=session-type=primary-gw-provisioning,activate=yes,slot=1,aid="$usim_aid" \
		"Successfully changed provisioning session"
	says --uim-get-card-status "Primary GW:   slot '1', application '1'" \
		"Application state: 'ready'"
	refuses --uim-change-provisioning-session=session-type=primary-gw-provisioning,activate=yes,slot=1,aid="$usim_aid" \
		"'NoEffect'"
	refuses --uim-change-provisioning-session=session-type=primary-gw-provisioning,activate=yes,slot=1,aid=A0:00 \
		"'InvalidArgument'"
	says --uim-read-transparent=0x3F00,0x7FFF,0x6F07 "08:09:10:10"
	says --uim-change-provisioning-session=session-type=primary-gw-provisioning,activate=no \
		"Successfully changed provisioning session"
	says --uim-get-card-status "Primary GW:   session doesn't exist"
}
part session 'preset "generic" { sim = { automatic = false } }'

personalised() {
	says --uim-get-card-status \
		"Application state: 'check-personalization-state'" \
		"Personalization state: 'code-required' (feature: gw-network)"
	says --uim-get-configuration "Personalization: gw-network
		Verify left:  2
		Unblock left: 10"
	refuses --uim-depersonalization=gw-network,deactivate,0 \
		"'IncorrectPin'" "Verify: 1"
	refuses --uim-depersonalization=gw-network,deactivate,0,1 \
		"'PinBlocked'" "Verify: 0"
	says --uim-get-card-status "Personalization state: 'puk-code-required'"
	says --uim-depersonalization=gw-network,unblock,87654321 \
		"Modem was unlocked successfully"
	says --uim-depersonalization=gw-network,deactivate,12345678 \
		"Modem was unlocked successfully"
	says --uim-get-configuration "Personalization features: all disabled"
	says --uim-get-card-status "Application state: 'ready'"
}
part personalised 'preset "generic" {
	sim = { locks = { gw_network = { retries = 2 } } } }'

no_card() {
	says --uim-get-card-status "Card state: 'absent'"
	says --uim-get-slot-status "Card status: absent" "Slot status: active"
	refuses --uim-read-transparent=0x3F00,0x2FE2 "'NoSim'"
	refuses --uim-verify-pin=PIN1,1234 "'NoSim'"
	refuses --uim-sim-power-on=1 "'NoSim'"
}
part no_card 'preset "generic" { sim = { present = false } }'

slots() {
	says --uim-get-slot-status "2 physical slots found" \
		"Physical slot 2:
     Card status: present
     Slot status: inactive
           ICCID: 89001010000000000026" "Is eUICC: yes" \
		"EID: 89001012012341234012345678901224"
	refuses --uim-switch-slot=1 "'NoEffect'"
	refuses --uim-switch-slot=3 "physical slot 3 is unavailable"
	says --uim-switch-slot=2 "Successfully switched slots"
	says --uim-get-slot-status "Physical slot 1:
     Card status: present
     Slot status: inactive" "Physical slot 2:
     Card status: present
     Slot status: active"
	says --uim-read-transparent=0x3F00,0x2FE2 \
		"98:00:01:01:00:00:00:00:00:62"
	says --uim-switch-slot=1 "Successfully switched slots"
	says --uim-read-transparent=0x3F00,0x2FE2 \
		"98:00:01:01:00:00:00:00:00:81"
}
two_slots='preset "generic" { sim = { slots = { {
	iccid = "89001010000000000026", imsi = "001010000000002",
	eid = "89001012012341234012345678901224" } } } }'
part slots "$two_slots"

slot_events() {
	watches --uim-monitor-slot-status "Received slot status indication:
  Physical slot 1:
     Card status: absent"
}
part slot_events "$two_slots" 'function(modem)
	modem:expect("UIM Register Events")
	modem:sleep(0.1)
	modem.sim:remove()
end'

refresh_events() {
	watches --uim-monitor-refresh-all "Received refresh indication" \
		"Refresh stage: end-with-success"
	watches --uim-monitor-refresh-file=0x3F00,0x7FFF,0x6F46 \
		"0x6f46; path: 0x3f00 0x7fff" "Refresh mode: fcn"
}
part refresh_events '' 'function(modem)
	modem:expect("UIM Refresh Register All")
	modem:sleep(0.1)
	modem.sim:refresh { mode = "init" }
	modem:expect("UIM Refresh Complete")
	modem:expect("UIM Refresh Register")
	modem:sleep(0.1)
	modem.sim:refresh {
		mode = "fcn", files = { { 0x3F00, 0x7FFF, 0x6F07 } } }
	modem.sim:refresh {
		mode = "fcn", files = { { 0x3F00, 0x7FFF, 0x6F46 } } }
	modem:expect("UIM Refresh Complete")
end'

covers uim
