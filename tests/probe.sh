#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# `qmimic probe` in front of modems that are known: what it writes is what the
# modem is, and the next modem made of it says the same.
# shellcheck source=tests/run_lib.sh disable=SC2154
. "${srcdir:-.}/tests/run_lib.sh"

# probe ARGUMENTS: $status is how it ended.
probe() {
	timeout 120 "$QMIMIC" probe "$@" >"$work/out" 2>"$work/err"
	status=$?
}

start_server --preset quectel-ec25 --endpoint "pty:$work/modem"
probe --device "$work/modem" --usb 2c7c:0125 --name ours -o "$work/ours.lua"
is "$status" 0 "a modem is asked"
has "$work/err" "nearest preset: quectel-ec25" "its preset is recognised"
has "$work/ours.lua" 'unknown_message = "NotSupported"' "how it refuses"
has "$work/ours.lua" '"DMS UIM Get PIN Status"' "what it has not"
has "$work/ours.lua" 'model = "QUECTEL Mobile Broadband Module"' "who it is"
has "$work/ours.lua" 'WDS = { 1, 67 },' "which services it has"
! grep -q imei "$work/ours.lua"
ok "and not which one of them"
probe --device "$work/modem" --personal
has "$work/out" "imei" "unless asked"
stop_server

start_server --preset "$work/ours.lua" --endpoint "pty:$work/modem"
probe --device "$work/modem" --usb 2c7c:0125 --name ours -o "$work/again.lua"
is "$status" 0 "a modem made of the preset"
cmp -s "$work/ours.lua" "$work/again.lua"
ok "says the same" || diff "$work/ours.lua" "$work/again.lua" | sed 's/^/# /'
stop_server
is "$status" 0 "and has lost no client id"

scenario 'return scenario { modem = preset "ours" { sim = { pin = "1234" } } }'
start_server "$work/s.lua" --preset-path "$work" --endpoint "unix:$work/socket"
probe --device "$work/socket" --name ours
is "$status" 0 "a scenario with that preset, through a socket"
stop_server

# A modem that does not answer all, or nothing.
scenario 'return scenario { faults = {
  { match = { message = "DMS Get Revision" }, drop = true } } }'
start_server "$work/s.lua" --endpoint "pty:$work/modem"
probe --device "$work/modem" --timeout 1
is "$status" 0 "a modem with a gap"
has "$work/err" "no answer to DMS Get Revision" "which is told"
stop_server
scenario 'return scenario { faults = { { match = {}, drop = true } } }'
start_server "$work/s.lua" --endpoint "pty:$work/modem"
probe --device "$work/modem" --timeout 1 -o "$work/none.lua"
is "$status" 3 "a modem that is silent"
has "$work/err" "does not answer CTL Get Version Info" "is told"
[ ! -e "$work/none.lua" ]
ok "and leaves no file"
stop_server
scenario 'return scenario { faults = {
  { match = { message = "DMS Get Model" }, hang_up = true } } }'
start_server "$work/s.lua" --endpoint "pty:$work/modem"
probe --device "$work/modem" --timeout 1
is "$status" 3 "a modem that hangs up"
has "$work/err" "the modem hung up when it was asked for DMS Get Model" \
	"is told with the request"
stop_server
probe --device "$work/none"
is "$status" 3 "no device"
probe
is "$status" 2 "no option"
done_testing
