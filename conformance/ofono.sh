#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# oFono 1.31, unmodified, takes three modems through their lives, one for each
# of its ways to a QMI modem (plugins/udevng.c). Judged by what it tells on the
# bus and by what the modem saw (ofono.lua). doc/ofono.md says what it cannot do
# and why.
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/ofono_lib.sh
. "${srcdir:-.}/conformance/ofono_lib.sh"
needs ofonod dbus-send dbus-monitor dbus-daemon

lists_the_modem() {
	until_like "/*" "the modem is listed" of_paths || return
	modem_path=$(of_paths)
	is "$(of_modem Powered)" false "it is not powered"
	is "$(of_modem SystemPath)" \
		/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1 "its place is told"
}

powers_it() {
	succeeds "it is powered" of_set Modem Powered boolean:true
	is "$(of_modem Powered)" true "and says so"
	until_like 352099001761481 "its IMEI is told" of_modem Serial
	until_like "?*" "so is its revision" of_modem Revision
}

# The card of the Telit asks for nothing: to drivers/qmimodem/sim-legacy.c one
# that asks is none, and it could not send a PIN.
unlocks_the_card() {
	until_like true "a card is there" of_get SimManager Present
	if [ "$CONFORMANCE_MODEM" != telit ]; then
		until_like pin "that asks for its PIN" \
			of_get SimManager PinRequired
		fails "a wrong PIN is refused" of SimManager.EnterPin \
			string:pin string:0000
		succeeds "the right one is taken" of SimManager.EnterPin \
			string:pin string:1234
	fi
	until_like none "the card is open" of_get SimManager PinRequired
	until_like 001010123456789 "it tells its IMSI" \
		of_get SimManager SubscriberIdentity
}

goes_online() {
	until_like "*RadioSettings*" "the card is read" of_modem Interfaces
	succeeds "the modem goes online" of_set Modem Online boolean:true
	is "$(of_modem Online)" true "and says so"
	until_like "*NetworkRegistration*" "the network is there" \
		of_modem Interfaces
	until_like registered "it registers" of_network Status
	is "$(of_network MobileCountryCode).$(of_network MobileNetworkCode)" \
		001.01 "with that operator"
	until_like qmimic* "by that name" of_network Name
	until_like 60 "with that strength" of_network Strength
}

follows_the_signal() {
	of_cue
	until_like 20 "a weaker signal is told" of_network Strength
}

# On LTE the context of the attach is there at once, with the APN that the card's
# profile names; elsewhere a program makes one.
connects() {
	until_like true "packets can be sent" of_get ConnectionManager Attached
	context=$modem_path/context1
	if [ "$CONFORMANCE_MODEM" = telit ]; then
		succeeds "an APN is set" of_call "$context" \
			ConnectionContext.SetProperty string:AccessPointName \
			variant:string:internet
		succeeds "a context is asked for" of_activate true
	fi
	until_like true "a context is active" of_context Active
	is "$(of_context AccessPointName)" internet "with its APN"
	for pair in Interface=wwan0 Method=static Address=10.77.1.6 \
		Netmask=255.255.255.248 Gateway=10.77.1.1 \
		"DomainNameServers=10.77.0.53 10.77.0.54"; do
		is "$(of_context "${pair%%=*}")" "${pair#*=}" \
			"the context has ${pair%%=*}"
	done
}

of_activate() {
	of_call "$context" ConnectionContext.SetProperty string:Active \
		"variant:boolean:$1"
}

disconnects() {
	succeeds "the context is let go" of_activate false
	is "$(of_context Active)" false "and is not active"
	succeeds "it is asked for again" of_activate true
	until_like 10.77.1.6 "and has an address" of_context Address
	of_cue
	until_like false "it sees the network end it" of_context Active
}

follows_the_network() {
	of_cue
	until_like "[us]*" "a network that is lost is missed" of_network Status
	of_cue
	until_like registered "and found again" of_network Status
}

# drivers/qmimodem/voicecall.c has neither dial nor hang up.
cannot_call() {
	like "$(of VoiceCallManager.Dial string:+15550100 string:)" \
		"*.NotImplemented*" "it cannot dial"
	like "$(of VoiceCallManager.HangupAll)" "*.Not*" "and cannot hang up"
}

takes_messages() {
	of_cue
	until_like "*IncomingMessage*Hello, phone!*Sender*+15550100200*" \
		"a short message comes in" of_signals
	of_cue
	until_like "*IncomingMessage*Завтра дождь ☔*" \
		"and one that needs other letters" of_signals
	succeeds "one is sent" of MessageManager.SendMessage \
		string:+15550100200 "string:How are you?"
	until_like '*"State"*"sent"*' "and goes" of_signals
}

# Not after it was offline: qmi_ussd_remove() of drivers/qmimodem/ussd.c leaves
# its handler behind, and an answer is then taken to freed memory.
asks_the_network() {
	like "$(of SupplementaryServices.Initiate 'string:*100#')" \
		"*Your balance is 7.*" "a code is answered"
}

is_unplugged() {
	of_cue
	until_like "*ModemRemoved*$modem_path\"*" \
		"a modem that is pulled out goes" of_signals
	until_like "*ModemRemoved*ModemAdded*" "one that is plugged in comes" \
		of_signals
	modem_path=$(of_paths)
	succeeds "it is powered" of_set Modem Powered boolean:true
	until_like true "and has a card" of_get SimManager Present
}

# src/modem.c keeps a Telit online.
goes_offline() {
	if [ "$CONFORMANCE_MODEM" = telit ]; then
		fails "a Telit does not go offline" \
			of_set Modem Online boolean:false
		return
	fi
	succeeds "the modem goes offline" of_set Modem Online boolean:false
	is "$(of_modem Online)" false "and says so"
	succeeds "and online" of_set Modem Online boolean:true
	until_like registered "and registers again" of_network Status
}

# Not before it rests: lte.c and others in drivers/qmimodem take a client id that
# comes after they were removed to freed memory.
is_switched_off() {
	if [ "$CONFORMANCE_MODEM" = telit ]; then
		until_like true "packets can be sent again" \
			of_get ConnectionManager Attached
	else
		until_like pin "its card asks again" \
			of_get SimManager PinRequired
	fi
	succeeds "it is switched off" of_set Modem Powered boolean:false
	is "$(of_modem Powered)" false "and says so"
}

script() {
	of_start
	lists_the_modem || return
	powers_it
	unlocks_the_card
	goes_online
	connects
	disconnects
	follows_the_signal
	asks_the_network
	goes_offline
	follows_the_network
	takes_messages
	cannot_call
	is_unplugged
	is_switched_off
	stop_daemon
}

locked='sim = { pin = "1234" }'
telit='usb = { vendor = 0x1BC7, product = 0x1201, interface = 2 }'
modem sierra "preset \"sierra-mc7455\" { $locked }" ofono.lua
modem quectel "preset \"quectel-ec25\" { $locked }" ofono.lua
# A Telit LE910 is known by these, and here by having no LTE.
modem telit "preset \"generic\" { $telit, network = { modes = { \"umts\" } } }" ofono.lua
finish
