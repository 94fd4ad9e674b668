/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode_input.h - the part of `qmimic decode` that reads files and pipes.
 *
 * Whatever the size of the input, no more of it is held than a line, a packet or
 * a frame; and each of them may have DECODE_UNIT_MAX bytes.
 */
#pragma once

#include "sim/decode_show.h"

enum {
	DECODE_UNIT_MAX = 17 << 20, /* a little over PCAP_BLOCK_MAX */
};

enum decode_format {
	DECODE_GUESS,
	DECODE_HEX,    /* a line of hex is frames */
	DECODE_BINARY, /* frames in a row */
	DECODE_PCAP,   /* and pcapng */
	DECODE_LOG,
};

/* False after a message. */
bool decode_format_by_name(const char *name, enum decode_format *format);

/* Decodes all of a file; "-" is the standard input. Returns a status to exit
 * with, after a message when it is not good.
 */
int decode_file(
	struct decoder *decoder, enum decode_format format, const char *name);
