#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# oFono shows what the first argument names: name servers or the model.
. "$work/conformance/lib.sh"
. "$work/conformance/ofono_lib.sh"
deadline=10

shows_name_servers() {
	succeeds "it goes online" of_set Modem Online boolean:true
	until_like true "packets can be sent" of_get ConnectionManager Attached
	context=$modem_path/context1
	of_call "$context" ConnectionContext.SetProperty \
		string:AccessPointName variant:string:internet >/dev/null
	of_call "$context" ConnectionContext.SetProperty \
		string:Active variant:boolean:true >/dev/null
	until_like true "a context is active" of_context Active
	of_context DomainNameServers
	succeeds "the context is let go" of_call "$context" \
		ConnectionContext.SetProperty string:Active \
		variant:boolean:false
}

shows_model() {
	deadline=3
	until_like "?*" "it has a model" of_modem Model
	of_modem Model
}

of_start
until_like "/*" "the modem is listed" of_paths
modem_path=$(of_paths)
succeeds "it is powered" of_set Modem Powered boolean:true
"shows_$1"
of_set Modem Powered boolean:false >/dev/null
stop_daemon
[ "$failures" = 0 ]
