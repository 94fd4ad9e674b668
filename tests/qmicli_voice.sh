#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of `qmicli --help-voice`.
# shellcheck source=tests/qmicli_lib.sh disable=SC1091
. "${srcdir:-.}/tests/qmicli_lib.sh"

usual() {
	says --voice-get-config "Auto Answer Status: 'disabled'" \
		"Current TTY mode: 'off'" "Home Page Voice SO: 'wild'" \
		"WCDMA: 'wcdma-amr-wb, gsm-amr-nb'" \
		"Current Voice Privacy Preference: 'standard'"
	says --voice-get-supported-messages "0x0020" "0x0031" "0x003A" "0x0043"
	says --voice-noop
}

answers() {
	says --voice-get-config "Auto Answer Status: 'enabled'"
}

missing() {
	refuses --voice-noop "InvalidServiceType"
}

part usual
part answers 'preset "generic" { calls = { auto_answer = true } }'
part missing 'preset "generic" { services = { VOICE = false } }'
covers voice
