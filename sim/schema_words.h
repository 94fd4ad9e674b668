/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_words.h - what people call the parts of the schema, and its pages. */
#pragma once

#include <stdbool.h>
#include <stdio.h>

#include "lib/schema.h"

/* "u8", "string", "list", "struct"; "" for bytes. Valid until the next call
 * with the same field, at least.
 */
const char *schema_words_type(const struct schema_field *field);

/* "enum", "IPv4", ... or "" for none. */
const char *schema_words_meaning(const struct schema_field *field);

bool schema_words_is_indication(const struct schema_message *message);

/* All that is known of a message, for people. */
void schema_words_message(const struct schema_message *message, FILE *stream);
