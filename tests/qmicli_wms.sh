#!/bin/sh
# SPDX-License-Identifier: LGPL-2.1-or-later
# Every action of `qmicli --help-wms`.
# shellcheck source=tests/qmicli_lib.sh disable=SC1091
. "${srcdir:-.}/tests/qmicli_lib.sh"

usual() {
	says --wms-get-supported-messages "0x0020" "0x0031" "0x0033" "0x0042"
	says --wms-get-routes "Got 5 SMS routes" "Message Class: none" \
		"Storage Type: uim" "Receipt Action: store-and-notify"
	says --wms-set-routes=type=point,class=none,storage=none,receipt-action=transfer-only \
		"Successfully set SMS routes"
	says --wms-get-routes "Receipt Action: transfer-only"
	says --wms-set-routes=type=point,class=0,storage=nv,receipt-action=discard,type=point,class=1,storage=uim,receipt-action=transfer-and-ack \
		"Successfully set SMS routes"
	says --wms-get-routes "Receipt Action: discard" \
		"Receipt Action: transfer-and-ack" "Receipt Action: transfer-only"
	refuses --wms-set-routes=type=point,class=cdma,storage=nv,receipt-action=discard \
		"InvalidArgument"
	refuses --wms-set-routes=type=point,class=none,storage=none,receipt-action=store-and-notify \
		"InvalidArgument"
	says --wms-reset "Successfully performed WMS service reset"
	says --wms-noop
}

missing() {
	refuses --wms-noop "InvalidServiceType"
}

part usual
part missing 'preset "generic" { services = { WMS = false } }'
covers wms
