/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* log_value.h - the bytes of a TLV from the words that libqmi's log has for them.
 *
 * Where libqmi masks a TLV's bytes, its "translated" line still tells most of
 * it:
 *
 *	[ pin_id = 'pin' pin = ''###' ' ]
 *
 * The schema says which bytes these words stand for; a masked value becomes
 * dummy digits, as many as the TLV's length leaves room for.
 *
 * Ownership: everything is borrowed. Errors: false, and a sentence part in
 * `problem`; the text is anybody's and may be anything.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "lib/schema.h"
#include "lib/sink.h"
#include "lib/wire.h"

struct log_value {
	const struct schema_field *field;
	const char *text; /* without a final NUL */
	size_t text_size;
	size_t size;	     /* of the TLV */
	const char *problem; /* set on failure */
};

/* Writes exactly `value->size` bytes. The names of values that are made up are
 * added to `made_up`, parted by ", ".
 */
bool log_value_write(struct log_value *value, struct wire_writer *writer,
	struct sink *made_up);
