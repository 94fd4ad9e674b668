#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# ModemManager through its life with clocks that run ten times as fast.
CONFORMANCE_SPEED=10
MODEMS=generic
export CONFORMANCE_SPEED MODEMS
exec sh "${srcdir:-.}/conformance/modemmanager.sh"
