#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager, unmodified, finds the position of modems by PDS and by LOC: as
# values, as NMEA sentences, elsewhere, with a location server and assistance
# data. Judged by what mmcli reports and by what the modem has (location.lua).
# shellcheck source=conformance/lib.sh
. "${srcdir:-.}/conformance/lib.sh"
# shellcheck source=conformance/mmcli.sh
. "${srcdir:-.}/conformance/mmcli.sh"
needs ModemManager mmcli dbus-daemon qmicli

place() {
	mm_value "modem.location.gps.$1" -m any --location-get
}

finds_itself() {
	succeeds "values are asked for" mmcli -m any --location-enable-gps-raw
	succeeds "and sentences" mmcli -m any --location-enable-gps-nmea
	until_like "-12.500000" "the latitude is told" place latitude
	is "$(place longitude)" 20.250000 "so is the longitude"
	is "$(place altitude)" 300.000000 "and the altitude"
	like "$(mmcli -m any --location-get)" \
		'*$GPGGA,*,1230.000000,S,02015.000000,E,1,*' "and a sentence"
	cue
	until_like "60.125000" "another place is told" place latitude
	is "$(place longitude)" -150.500000 "to the west, too"
}

# A server by name cannot be shown: mm_parse_supl_address() of 1.20.4 takes any
# name for the address 0.0.0.0.
is_helped() {
	succeeds "a location server is set" mmcli -m any \
		--location-set-supl-server=10.1.2.3:7275
	is "$(mm_value modem.location.gps.supl-server -m any \
		--location-status)" 10.1.2.3:7275 "and told"
	succeeds "it may be asked" mmcli -m any --location-enable-agps-msb
	succeeds "or not" mmcli -m any --location-disable-agps-msb
	head -c 3000 /dev/zero >orbits
	succeeds "assistance data are taken" mmcli -m any \
		--location-inject-assistance-data=orbits
}

stops() {
	succeeds "values are not wanted" mmcli -m any \
		--location-disable-gps-raw
	succeeds "nor sentences" mmcli -m any --location-disable-gps-nmea
	cue
}

script() {
	mm_start
	until_like "*/Modem/0" "the modem is listed" mm_paths || return
	until_like disabled "and ready" mm_state
	succeeds "the modem is enabled" mmcli -m any -e
	finds_itself
	is_helped
	stops
	stop_daemon
}

modem by-pds 'preset "generic"' location.lua
modem by-loc 'preset "sierra-mc7455"' location.lua
modem telit-lm940 'preset "telit-lm940"' location.lua
finish
