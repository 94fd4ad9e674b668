#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager, unmodified, receives and sends short messages, asks by USSD, and
# calls and is called. Judged by what mmcli reports and by what the modem saw
# (modemmanager_talk.lua).
#
# MODEMS, if set, names those to run.
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/mmcli.sh
. "${srcdir:-.}/conformance/mmcli.sh"
needs ModemManager mmcli dbus-daemon qmicli

# last_of KIND: the path of the newest message ("sms") or call ("call").
last_of() {
	case $1 in
	sms) mmcli -m any --messaging-list-sms ;;
	call) mmcli -m any --voice-list-calls ;;
	esac 2>/dev/null |
		sed -n 's,.*/[SMCal]*/\([0-9]*\) .*,\1,p' | sort -n |
		tail -n 1
}

# mmcli writes other letters than ASCII as octal numbers.
sms() {
	printf '%b\n' "$(mm_value "$1" -s "$(last_of sms)" |
		sed 's/\\\([0-7]\{3\}\)/\\0\1/g')"
}

call() {
	mm_value "call.properties.$1" -o "$(last_of call)"
}

ussd() {
	mmcli -m any --3gpp-ussd-status 2>&1
}

is_enabled() {
	until_like "*/Modem/0" "the modem is listed" mm_paths
	until_like disabled "and ready" mm_state
	succeeds "it is enabled" mmcli -m any -e
	until_like registered "it registers" mm_state
}

receives_messages() {
	cue
	until_like "Hello, host!" "a message comes" sms sms.content.text
	is "$(sms sms.content.number)" +15550100200 "it says from whom"
	is "$(sms sms.properties.pdu-type)" deliver "it was delivered"
	is "$(sms sms.properties.state)" received "and has arrived"
	like "$(sms sms.properties.timestamp)" "2024-01-01T12:0*" \
		"at the network's time"
	cue
	long="This is a message in two parts. "
	long=$long$long$long$long$long$long$long
	until_like "${long% }*" "two parts become one message" \
		sms sms.content.text
	cue
	until_like "Завтра дождь ☔" "UCS-2 comes" sms sms.content.text
	is "$(sms sms.content.number)" Weather "from somebody with a name"
	succeeds "it is deleted" mmcli -m any \
		"--messaging-delete-sms=$(last_of sms)"
	is "$(mmcli -m any --messaging-list-sms | grep -c SMS/)" 2 \
		"two are left"
}

sends_messages() {
	succeeds "a message is made" mmcli -m any \
		"--messaging-create-sms=text='How are you?',number=+15550100200"
	succeeds "and sent" mmcli -s "$(last_of sms)" --send
	is "$(sms sms.properties.state)" sent "it says so"
	is "$(sms sms.properties.message-reference)" 1 "with a reference"
	turtle="Żółw Żółw Żółw Żółw Żółw "
	succeeds "a long one in UCS-2" mmcli -m any \
		"--messaging-create-sms=text='$turtle$turtle$turtle$turtle',number=+15550100200"
	succeeds "is sent" mmcli -s "$(last_of sms)" --send
	is "$(sms sms.properties.message-reference)" 3 "in two parts"
}

asks_by_ussd() {
	like "$(mmcli -m any '--3gpp-ussd-initiate=*100#' 2>&1)" \
		"*Your balance is 10.00.*" "a code is answered"
	like "$(mmcli -m any '--3gpp-ussd-initiate=*123#' 2>&1)" \
		"*1 Balance*" "another has a menu"
	until_like "*user-response*" "which waits" ussd
	mmcli -m any --3gpp-ussd-respond=1 >/dev/null 2>&1
	until_like "*Balance: 10€. More?*" "and leads on" ussd
	succeeds "it is given up" mmcli -m any --3gpp-ussd-cancel
	until_like "*idle*" "which ends it" ussd
	cue
	until_like "*roaming on the moon*" "the network has something to say" \
		ussd
}

calls_somebody() {
	succeeds "a call is made" mmcli -m any \
		--voice-create-call=number=+15550100200
	succeeds "and started" mmcli -o "$(last_of call)" --start
	until_like ringing-out "it rings" call state
	until_like active "and is answered" call state
	is "$(call direction)" outgoing "it goes out"
	succeeds "it ends" mmcli -o "$(last_of call)" --hangup
	until_like terminated "as wanted" call state
	succeeds "another is made" mmcli -m any --voice-create-call=number=1001
	# The list of calls may show it a moment later.
	succeeds "and started" mmcli -o "${output##*/}" --start
	until_like terminated "nobody is there" call state
}

is_called() {
	cue
	until_like ringing-in "somebody calls" call state
	is "$(call number)" +15550100200 "it is known who"
	is "$(call direction)" incoming "the call comes in"
	succeeds "it is accepted" mmcli -o "$(last_of call)" --accept
	until_like active "they talk" call state
	cue
	until_like terminated "until the other hangs up" call state
}

script() {
	mm_start
	is_enabled || return
	receives_messages
	sends_messages
	asks_by_ussd
	calls_somebody
	is_called
	stop_daemon
}

# What each is besides; the Quectel plugin of 1.20.4 crashes without AT ports.
wanted() {
	case " ${MODEMS:-$1} " in
	*" $1 "*) modem "$1" "$2" modemmanager_talk.lua ;;
	esac
}

wanted generic 'preset "generic"'
wanted sierra-mc7455 'preset "sierra-mc7455"'
wanted telit-lm940 'preset "telit-lm940"'
finish
