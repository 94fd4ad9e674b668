/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/status.h"

const char *status_text(enum status status)
{
	switch (status) {
	case STATUS_OK:
		return "good";
	case STATUS_MORE:
		return "more bytes are needed";
	case STATUS_BAD_MARKER:
		return "no frame begins here: the marker is not 0x01";
	case STATUS_BAD_LENGTH:
		return "the QMUX length is smaller than the QMUX header";
	case STATUS_SHORT_HEADER:
		return "the message ends inside its header";
	case STATUS_BAD_KIND:
		return "the flags name no request, response or indication";
	case STATUS_LENGTH_LIES:
		return "the TLV length does not match the bytes present";
	case STATUS_TLV_OVERRUNS:
		return "a TLV runs past the end of the message";
	case STATUS_VALUE_OVERRUNS:
		return "a field runs past the end of its TLV";
	case STATUS_TOO_LONG:
		return "a value is too long for its field";
	case STATUS_TOO_SHORT:
		return "an array has too few elements";
	case STATUS_NO_SPACE:
		return "the message is longer than its buffer";
	case STATUS_BAD_SOURCE:
		return "a value cannot be had";
	}

	return "unknown status";
}
