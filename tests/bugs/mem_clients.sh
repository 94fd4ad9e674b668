#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# shellcheck disable=SC2034,SC2154 # shared with conformance/lib.sh
# qmi-proxy serves clients as the victim has them do; it must outlive them.
. "${work:?}/mem_proxy.sh"
start_proxy
"$VICTIM" --proxy "${proxy:?}" "$1" || exit 1
lives
