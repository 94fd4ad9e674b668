/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* status.h - what can be said of bytes that claim to be QMI.
 *
 * These are facts about the protocol, not about the operating system: a
 * function that can fail because of the system returns 0 or -errno instead.
 */
#pragma once

enum status {
	STATUS_OK,
	STATUS_MORE,	     /* the bytes are a good beginning: send more */
	STATUS_BAD_MARKER,   /* a frame does not begin with 0x01 */
	STATUS_BAD_LENGTH,   /* a QMUX length below the smallest header */
	STATUS_SHORT_HEADER, /* a message ends inside its own header */
	STATUS_BAD_KIND,     /* flags name no request, response, indication */
	STATUS_LENGTH_LIES,  /* TLV length field and TLV bytes differ */
	STATUS_TLV_OVERRUNS, /* a TLV claims more bytes than the message has */
	STATUS_VALUE_OVERRUNS, /* a field claims more bytes than its TLV has */
	STATUS_TOO_LONG,   /* a value does not fit its size prefix or field */
	STATUS_TOO_SHORT,  /* an array has fewer elements than it must */
	STATUS_NO_SPACE,   /* the output buffer is full */
	STATUS_BAD_SOURCE, /* the source of values gave up; it knows why */
};

/* A sentence part without a full stop, such as "TLV runs past the message". */
const char *status_text(enum status status);
