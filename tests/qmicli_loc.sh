#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every --loc-* action of qmicli, by what it prints.
# The parts are called by name.
# shellcheck disable=SC2317
# shellcheck source=tests/qmicli_lib.sh
. "${srcdir:-.}/tests/qmicli_lib.sh"

# Runs all cases from now on with one client id, which sessions belong to.
keep_client() {
	also=--client-no-release-cid
	says --loc-noop "Client ID not released:" "Service: 'loc'"
	id=$(printf '%s\n' "$output" | sed -n "s/.*CID: '\([0-9]*\)'.*/\1/p")
	also="--client-cid=$id --client-no-release-cid"
}

settings() {
	says --loc-get-nmea-types "NMEA types: gga, rmc, gsv, gsa, vtg"
	says "--loc-set-nmea-types=gga|vtg" "Successfully set NMEA types"
	says --loc-get-nmea-types "NMEA types: gga, vtg"
	says --loc-get-operation-mode "operation mode: standalone"
	says --loc-set-operation-mode=msb "Successfully set operation mode"
	says --loc-get-operation-mode "operation mode: msb"
	says --loc-get-engine-lock "engine lock: none"
	says --loc-set-engine-lock=mt "Successfully set engine lock"
	says --loc-get-engine-lock "engine lock: mt"
	says --loc-delete-assistance-data "Successfully deleted assistance data"
	says --loc-noop
}
part settings

session() {
	refuses --loc-stop "'InvalidArgument'"
	keep_client
	says --loc-start "Successfully started location tracking"
	watches --loc-follow-position-report "status: success"
	judge good "a report has all" "latitude:  51.477811 degrees" \
		"longitude: -0.001475 degrees" "horizontal speed: 0.000000 m/s" \
		"altitude w.r.t. mean sea level: 46.000000 meters" \
		"altitude w.r.t. ellipsoid: 91.400002 meters" \
		"magnetic deviation: 0.600000 degrees" \
		"technology: satellite" "horizontal DOP: 0.900000" \
		"Leap seconds: 18" "time source: navigation-solution" \
		"Satellites used: 2,5,7,13,15,66,81" "Altitude assumed: no"
	says --loc-get-position-report "latitude:  51.477811 degrees"
	says --loc-get-gnss-sv-info "9 satellites detected" "[satellite #6]
      system:           glonass
      satellite id:     66
      health status:    healthy
      satellite status: tracking
      navigation data:  ephemeris
      elevation:        54.000000
      azimuth:          312.000000
      SNR:              36.000000" "satellite status: searching"
	watches --loc-follow-gnss-sv-info "[gnss sv info] Altitude assumed: no"
	# shellcheck disable=SC2016 # no variables: that is how sentences begin
	watches --loc-follow-nmea '$GNGSA,A,3,66' '$GPGSV,2,1,07,02' \
		',5128.668660,N,00000.088500,W,1,07,0.9,46.0,M,45.4,M,,*'
	says --loc-stop "Successfully stopped location tracking"
	refuses --loc-stop "'InvalidArgument'"
	also="$also --loc-get-position-report"
	refuses --loc-timeout=1 "operation failed: timeout"
	also="--client-cid=$id --client-no-release-cid --loc-start"
	says --loc-session-id=7 "(session id 7)"
	also="--client-cid=$id --client-no-release-cid --loc-stop"
	says --loc-session-id=7 "Successfully stopped location tracking"
}
part session 'preset "generic" { position = { fix_seconds = { cold = 1 } } }'

no_sky() {
	keep_client
	says --loc-start "Successfully started location tracking"
	says --loc-get-position-report "status: in-progress" \
		"latitude:  n/a" "UTC timestamp: n/a"
	says --loc-get-gnss-sv-info "SNR:              n/a"
	says --loc-set-engine-lock=all "Successfully set engine lock"
	says --loc-start "Successfully started location tracking"
	watches --loc-follow-position-report "[position report] error:"
}
part no_sky 'preset "generic"' 'function(modem) modem.position:lose() end'

without() {
	refuses --loc-get-nmea-types "'NotSupported'"
}
part without 'preset "generic" {
	missing = { "LOC Get NMEA Types" },
	errors = { unknown_message = "NotSupported" } }'

covers loc
