#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of `qmicli --help-wds`, `--help-wda` and `--help-dpm`.
# shellcheck source=tests/qmicli_box.sh disable=SC2154
. "${srcdir:-.}/tests/qmicli_box.sh"

[ -n "${IN_BOX-}" ] || in_box qmicli_wds

# --- without a call
gives "'disconnected'" --wds-get-packet-service-status
refused "OutOfCall" --wds-get-current-settings
refused "OutOfCall" --wds-get-packet-statistics
refused "OutOfCall" --wds-get-data-bearer-technology
refused "OutOfCall" --wds-get-current-data-bearer-technology
refused "OutOfCall" --wds-go-dormant
refused "OutOfCall" --wds-go-active
refused "OutOfCall" --wds-get-dormancy-status
gives "Current TX rate: n/a" --wds-get-channel-rates
says "Max RX rate:     100000000bps"
refused "NoEffect" --wds-stop-network=4294967295
gives "Network stopped" --wds-stop-network=disable-autoconnect

# --- profiles
gives "Profile index: '3'" \
	--wds-create-profile=3gpp,name=one,apn=first,pdp-type=IP,auth=PAP
gives "Profile index: '9'" --wds-swi-create-profile-indexed=3gpp,9,name=two
gives "\[3\] 3gpp - one" --wds-get-profile-list=3gpp
says "APN: 'first'"
says "Auth: 'pap'"
says "\[9\] 3gpp - two"
gives "successfully modified" --wds-modify-profile=3gpp,3,apn=other
gives "APN: 'other'" --wds-get-profile-list=3gpp
gives "successfully deleted" --wds-delete-profile=3gpp,9
refused "invalid-profile-number" --wds-delete-profile=3gpp,9
refused "invalid-profile-type" --wds-get-profile-list=3gpp2
gives "number: '1'" --wds-get-default-profile-number=3gpp
gives "updated" --wds-set-default-profile-number=3gpp,3
gives "number: '3'" --wds-get-default-profile-number=3gpp
gives "PDP type: 'ipv4'" --wds-get-default-settings=3gpp

# --- settings
gives "Status: 'disabled'" --wds-get-autoconnect-settings
gives "updated" --wds-set-autoconnect-settings=paused,home-only
gives "Status: 'paused'" --wds-get-autoconnect-settings
says "Roaming: 'home-only'"
gives "0x00A2" --wds-get-supported-messages
gives "" --wds-bind-data-port=a2-mux-rmnet0
gives "" --wds-bind-mux-data-port=mux-id=1,ep-type=hsusb,ep-iface-number=4
gives "" --wds-set-ip-family=6
gives "IP support type: ipv4v6" --wds-get-lte-attach-parameters
gives "PDN: 1" --wds-get-max-lte-attach-pdn-num
gives "requested" --wds-set-lte-attach-pdn-list=3
gives "Current list: '3'" --wds-get-lte-attach-pdn-list
gives "reset" --wds-reset
gives "" --wds-noop

# --- with a call
gives "Network started" --wds-start-network=apn=internet,ip-type=4 \
	--client-no-release-cid
handle=$(printf '%s\n' "$out" | sed -n "s/.*Packet data handle: '\(.*\)'/\1/p")
cid=$(printf '%s\n' "$out" | sed -n "s/.*CID: '\(.*\)'/\1/p")
keep="--client-no-release-cid --client-cid=$cid"
gives "'connected'" --wds-get-packet-service-status $keep
gives "IPv4 address: 10.164.64.2" --wds-get-current-settings $keep
gives "TX bytes OK: 0" --wds-get-packet-statistics $keep
gives "Current TX rate: 50000000bps" --wds-get-channel-rates $keep
gives "'lte'" --wds-get-data-bearer-technology $keep
gives "'lte'" --wds-get-current-data-bearer-technology $keep
gives "" --wds-go-dormant $keep
gives "'traffic-channel-dormant'" --wds-get-dormancy-status $keep
gives "" --wds-go-active $keep
gives "'traffic-channel-active'" --wds-get-dormancy-status $keep
refused "NoEffect" --wds-start-network=apn=internet,ip-type=4
refused "InvalidHandle" "--wds-stop-network=$handle"
gives "Network stopped" "--wds-stop-network=$handle" "--client-cid=$cid"
gives "'disconnected'" --wds-get-packet-service-status
gives "Network started" --wds-start-network=3gpp-profile=2,ip-type=6
refused "InvalidProfile" --wds-start-network=3gpp-profile=7

# --- WDA and DPM
gives "Link layer protocol: '802-3'" --wda-get-data-format
gives "Uplink data aggregation protocol: 'qmap'" \
	--wda-set-data-format=link-layer-protocol=raw-ip,ul-protocol=qmap,dl-protocol=mbim,ul-max-datagrams=99
says "Link layer protocol: 'raw-ip'"
says "Downlink data aggregation protocol: 'disabled'"
says "Uplink data aggregation max datagrams: '16'"
gives "Link layer protocol: 'raw-ip'" \
	--wda-get-data-format=ep-type=hsusb,ep-iface-number=8
gives "0x0021" --wda-get-supported-messages
gives "" --wda-noop
gives "opened the port" \
	--dpm-open-port=hw-data-ep-type=hsusb,hw-data-ep-iface-number=4,hw-data-rx-id=1,hw-data-tx-id=2
gives "the port" --dpm-close-port
refused "NoEffect" --dpm-close-port
gives "" --dpm-noop
finish
