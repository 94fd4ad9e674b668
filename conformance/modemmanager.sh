#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager, unmodified, takes three modems through their lives: list, unlock,
# enable, register, connect, download, disconnect, disable, reset, unplug. Judged
# by what mmcli reports and by what the modem saw (modemmanager.lua).
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/mmcli.sh
. "${srcdir:-.}/conformance/mmcli.sh"
needs ModemManager mmcli dbus-daemon qmicli ip ping curl

lists_the_modem() {
	until_like "*/Modem/0" "the modem is listed" mm_paths
	is "$(mm modem.generic.plugin)" "${CONFORMANCE_MODEM%%-*}" \
		"the plugin of its maker takes it"
	# The third has an AT port besides, and its driver.
	is "$(mm_values modem.generic.drivers | sed 's/option, //')" qmi_wwan \
		"its driver is known"
	is "$(mm_values modem.generic.ports | sed 's/ttyUSB2 (at), //')" \
		"cdc-wdm0 (qmi), wwan0 (net)" "so are its ports"
	is "$(mm modem.generic.equipment-identifier)" 352099001761481 \
		"and its IMEI"
}

unlocks_the_card() {
	is "$(mm_state)" locked "the modem is locked"
	is "$(mm modem.generic.unlock-required)" sim-pin "by the card's PIN"
	fails "a wrong PIN is refused" mmcli -i any --pin=0000
	until_like "sim-pin (2),*" "and costs a try" \
		mm_values modem.generic.unlock-retries
	succeeds "the right one is taken" mmcli -i any --pin=1234
	until_like disabled "and the modem is unlocked" mm_state
	is "$(mm_value sim.properties.imsi -i any)" 001010123456789 \
		"the card tells its IMSI"
}

enables_the_modem() {
	succeeds "the modem is enabled" mmcli -m any -e
	until_like registered "it registers" mm_state
	is "$(mm modem.3gpp.registration-state)" home "at home"
	is "$(mm modem.3gpp.operator-code)" 00101 "with that operator"
	is "$(mm modem.3gpp.operator-name)" qmimic "by that name"
	is "$(mm_values modem.generic.access-technologies)" lte "by LTE"
}

follows_the_signal() {
	before=$(mm modem.generic.signal-quality.value)
	succeeds "signal values are asked for" mmcli -m any --signal-setup=1
	until_like -95.00 "and told" mm_value modem.signal.lte.rsrp \
		-m any --signal-get
	cue
	until_like -118.00 "a weaker signal is told" \
		mm_value modem.signal.lte.rsrp -m any --signal-get
	until_like 1.50 "with all its values" \
		mm_value modem.signal.lte.snr -m any --signal-get
	[ "$(mm modem.generic.signal-quality.value)" -lt "$before" ]
	ok "the quality falls"
}

connects() {
	succeeds "it connects" mmcli -m any \
		--simple-connect=apn=internet,ip-type=ipv4v6
	is "$(mm_state)" connected "it says so"
	bearer=$(mm_bearer)
	for pair in status.connected=yes status.interface=wwan0 \
		properties.apn=internet ipv4-config.method=static \
		ipv4-config.address=10.77.1.6 ipv4-config.prefix=29 \
		ipv4-config.gateway=10.77.1.1 ipv4-config.mtu=1500 \
		ipv6-config.address=2001:db8:77:1::6 ipv6-config.prefix=64 \
		ipv6-config.gateway=2001:db8:77:1::1; do
		is "$(mm_value "bearer.${pair%%=*}" -b "$bearer")" \
			"${pair#*=}" "the bearer has ${pair%%=*}"
	done
	is "$(mm_value bearer.ipv4-config.dns.value[1] -b "$bearer")" \
		10.77.0.53 "and name servers"
}

# The address that the bearer has, as a file of configuration would.
brings_up_the_network() {
	succeeds "wwan0 gets the bearer's address" ip address add \
		"$(mm_value bearer.ipv4-config.address -b "$bearer")/$(mm_value \
			bearer.ipv4-config.prefix -b "$bearer")" dev wwan0
	succeeds "and its MTU, and is up" ip link set wwan0 up mtu \
		"$(mm_value bearer.ipv4-config.mtu -b "$bearer")"
	gateway=$(mm_value bearer.ipv4-config.gateway -b "$bearer")
	succeeds "and its gateway" ip route add default via "$gateway"
}

# counted WAY: bytes that wwan0 has counted.
counted() {
	cat "/sys/class/net/wwan0/statistics/$1_bytes"
}

# told: what the modem has counted (modemmanager.lua).
told() {
	qmicli -p -d "$QMIMIC_DEVICE" --dms-get-factory-sku |
		sed -n "s/.*SKU: '\(.*\)'/\1/p"
}

carries_data() {
	brings_up_the_network
	succeeds "the gateway answers pings" ping -q -c 3 -i 0.2 "$gateway"
	is "$(curl -sS "http://$gateway/bytes/10000000" | wc -c)" 10000000 \
		"10 MB are downloaded"
	[ "$(counted rx)" -gt 10000000 ]
	ok "wwan0 has counted them"
	head -c 1000000 /dev/zero | curl -sS --data-binary @- \
		"http://$gateway/sink" >/dev/null
	ok "1 MB is uploaded"
	is "$(told) bytes" "$(counted rx) $(counted tx) bytes" \
		"wwan0 and the modem agree on how much it was"
}

disconnects() {
	succeeds "it disconnects" mmcli -m any --simple-disconnect
	is "$(mm_state)" registered "and is registered still"
	is "$(mm_value bearer.status.connected -b "$bearer")" no \
		"the bearer knows"
}

follows_the_network() {
	cue
	until_like "[es]*" "a network that is lost is missed" mm_state
	cue
	until_like registered "and found again" mm_state
}

disables_the_modem() {
	succeeds "it is disabled" mmcli -m any -d
	is "$(mm_state)" disabled "and says so"
}

resets_the_modem() {
	succeeds "it is reset" mmcli -m any --reset
	until_like "" "and goes" mm_paths
	until_like "*/Modem/1" "and comes back" mm_paths
	is "$(mm_state)" locked "with a card that asks again"
}

is_unplugged() {
	cue
	until_like "" "a modem that is pulled out goes" mm_paths
	[ ! -e /sys/class/net/wwan0 ] && [ ! -e /sys/class/usbmisc/cdc-wdm0 ]
	ok "from the machine too"
	until_like "*/Modem/2" "one that is plugged in comes" mm_paths
	is "$(mm modem.generic.unlock-required)" sim-pin "and can be used"
}

script() {
	mm_start
	lists_the_modem || return
	unlocks_the_card
	enables_the_modem
	follows_the_signal
	connects
	carries_data
	disconnects
	follows_the_network
	disables_the_modem
	resets_the_modem
	is_unplugged
	stop_daemon
}

# The Quectel plugin of ModemManager 1.20.4 crashes without AT ports.
modem generic 'preset "generic"' modemmanager.lua
modem sierra-mc7455 'preset "sierra-mc7455"' modemmanager.lua
modem telit-lm940 'preset "telit-lm940"' modemmanager.lua
finish
