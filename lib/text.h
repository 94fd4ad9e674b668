/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text.h - prints messages for people.
 *
 * Everything from the wire is escaped: the text holds printable ASCII and
 * UTF-8 only, whatever the message contains. Lines are parted by "\n"; the last
 * one has none.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"
#include "lib/schema.h"

enum text_detail {
	TEXT_LINE,   /* "DMS Get IDs response: success, esn="0"" */
	TEXT_FIELDS, /* its name, its header and a line for every field */
	TEXT_RAW,    /* that, and every TLV's bytes in hex */
};

struct text_options {
	enum text_detail detail;
	uint16_t vendor; /* USB vendor id, or 0 */
	bool redact;	 /* personal fields are shown as "***"; bytes that
			  * no schema explains are shown all the same */
};

/* Prints a message and returns the length of the text without the final NUL.
 * When `size` is too small the text is cut and ends in a NUL all the same; the
 * length is that of the whole text. Call with size 0 to measure.
 */
size_t text_message(char *text, size_t size, const struct message *message,
	const struct text_options *options);

/* "DMS Get IDs", or "DMS 0x1234" and "service 0x99 message 0x1234" when the
 * schema does not know them. Returns as above.
 */
size_t text_name(char *text, size_t size, const struct message *message,
	uint16_t vendor);
