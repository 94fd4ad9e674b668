/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text_fields.h - the visitor that prints TLVs for text.c.
 *
 * Ownership: a printer borrows all that it points to. Errors: none.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/decode.h"
#include "lib/sink.h"
#include "lib/text.h"

enum {
	TEXT_DEPTH_MAX = 16, /* of structs and arrays in one another */
};

/* An open struct or array. */
struct text_level {
	bool is_array;
	bool is_inline; /* all of it on one line */
	size_t index;	/* of the next member or element */
};

/* The owner of `text_visitor`. What stands above the line is set before the
 * walk; the rest is set as each TLV begins.
 */
struct text_printer {
	struct sink sink;
	const struct text_options *options;
	const struct message *message;
	bool is_long;	 /* a line for every field */
	bool is_started; /* a field is printed: the next needs a comma */
	unsigned depth;
	unsigned hidden; /* open structs and arrays that are redacted */
	struct text_level
		levels[TEXT_DEPTH_MAX];	 /* the first is the TLV itself */
	const struct schema_tlv *schema; /* of the TLV being printed */
	bool is_address; /* an array is open that is an IPv6 address */
	size_t address_size;
	uint8_t address[16];
};

extern const struct visitor text_visitor;

/* Puts a literal string. */
#define TEXT_PUT(printer, literal) \
	sink_put(&(printer)->sink, "" literal, sizeof(literal) - 1)
