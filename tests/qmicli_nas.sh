#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of `qmicli --help-nas`: what is asked for is printed.
# shellcheck source=tests/qmicli_box.sh disable=SC2154
. "${srcdir:-.}/tests/qmicli_box.sh"

[ -n "${IN_BOX-}" ] || in_box qmicli_nas --preset sierra-mc7455

gives "Network 'lte': '-65 dBm'" --nas-get-signal-strength
says "SNR:"
says "Network 'lte': '12.4 dB'"
gives "RSRP: '-95 dBm'" --nas-get-signal-info
says "SNR: '12.4 dB'"
gives "Power: '-65.0 dBm'" --nas-get-tx-rx-info=lte
refused "InformationUnavailable" --nas-get-tx-rx-info=gsm
gives "Description: 'qmimic'" --nas-get-home-network
says "MCC: '1'"
gives "Registration state: 'registered'" --nas-get-serving-system
says "LTE tracking area code: '4097'"
gives "Tracking Area Code: '4097'" --nas-get-system-info
says "MNC: '01'"
gives "Active: 'auto'" --nas-get-technology-preference
gives "Access Technology: 'eutran, utran'" --nas-get-preferred-networks
gives "uccessful" --nas-set-preferred-networks=26203,eutran
gives "MCC: '262'" --nas-get-preferred-networks
gives "Mode preference: 'umts, lte'" --nas-get-system-selection-preference
says "Acquisition order preference: 'lte, umts'"
gives "Description: 'Neighbour'" --nas-network-scan
says "Status: 'current-serving, home, not-forbidden, not-preferred'"
says "MCC with PCS digit: 'yes'"
gives "PLMN: '00101'" --nas-get-cell-location-info
says "E-UTRA band 7: 2600"
gives "forced network search" --nas-force-network-search
gives "Operator Name: 'qmimic'" --nas-get-operator-name
says "MCC/MNC: '001-01'"
gives "Long Name:  'Neighbour'" --nas-get-plmn-name=00102
gives "DL Bandwidth: '20'" --nas-get-lte-cphy-ca-info
gives "Active Channel:    '2850'" --nas-get-rf-band-info
gives "cn7-t64" --nas-get-drx
gives "0x004D" --nas-get-supported-messages
gives "System mode: 'lte'" --nas-swi-get-status
gives "set successfully" --nas-set-system-selection-preference=umts
gives "Mode preference: 'umts'" --nas-get-system-selection-preference
gives "ECIO: '-5.5 dBm'" --nas-get-signal-info
gives "Primary Scrambling Code: '211'" --nas-get-cell-location-info
gives "WCDMA service:" --nas-get-system-info
says "HS service: 'dc-hsdpa-plus-hsupa-supported'"
refused "InvalidArgument" --nas-set-system-selection-preference=td-scdma
gives "set successfully" \
	"--nas-set-system-selection-preference=umts|lte,manual=00102"
gives "Description: 'Neighbour'" --nas-get-serving-system
says "Roaming status: 'on'"
gives "reset" --nas-reset
gives "" --nas-noop
finish
