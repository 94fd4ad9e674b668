#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono takes the modem into use and online.
. "$work/conformance/lib.sh"
deadline=15

modems() {
	dbus-send --system --print-reply --dest=org.ofono / \
		org.ofono.Manager.GetModems 2>/dev/null
}

# switch PROPERTY
switch() {
	dbus-send --system --print-reply --dest=org.ofono "$path" \
		org.ofono.Modem.SetProperty "string:$1" variant:boolean:true
}

start_daemon ofonod ofonod --nodetach --debug
until_like '*object path*' "the modem is listed" modems
path=$(modems | sed -n 's|.*object path "\(/[^/]*\)"$|\1|p')
succeeds "it is powered" switch Powered
until_like '*SimManager*' "its card is there" modems
succeeds "it goes online" switch Online
until_like '*NetworkRegistration*' "the network is there" modems
stop_daemon
[ "$failures" = 0 ]
