/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* encode_words.h - from words such as mode=online to a JSON message.
 *
 * Ownership: what is made belongs to the caller. Errors: NULL or false, and the
 * reason in `why`.
 */
#pragma once

#include "sim/json_message.h"

struct encode_words {
	const char *name;  /* "DMS Get IDs", or "DMS 0x1234" */
	const char *kind;  /* NULL: a request, or an indication if no request
			    * has that name */
	const char *error; /* of a response; NULL: success */
	uint16_t vendor;
	bool is_partial; /* mandatory fields may be missing */
	char **fields;	 /* "name=value" */
	int field_count;
};

struct json_object *encode_words(
	const struct encode_words *words, struct json_why *why);

/* Adds one field. `fields` is the "fields" object of a message. */
bool encode_words_field(struct json_object *fields,
	const struct schema_body *body, const char *word, struct json_why *why);
