#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# ModemManager shows the NMEA that the modem reports.
. "${work:?}/mem_mm.sh"
mm_ready
succeeds "it is enabled" mmcli -m any -e
succeeds "its receiver is switched on" mmcli -m any --location-enable-gps-nmea
until_like '*$GPGGA,120000*' "its report is shown" mmcli -m any --location-get
succeeds "it is switched off" mmcli -m any --location-disable-gps-nmea
mm_end
