/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* text_value.h - prints single values for text.c.
 *
 * Ownership: everything is borrowed for the length of the call.
 *
 * Errors: none; what cannot be shown as its meaning wants is shown as a number
 * or in hex. Nothing printed holds control characters or invalid UTF-8.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/schema.h"
#include "lib/sink.h"

void text_put_unsigned(struct sink *sink, uint64_t value);

/* "0x" and `digits` hex digits, 16 at most. */
void text_put_hex(struct sink *sink, uint64_t value, unsigned digits);

/* "0a 1b 2c". */
void text_put_bytes(struct sink *sink, const uint8_t *bytes, size_t size);

/* A number as a visitor gets it: with its enum name, flags or unit. */
void text_put_number(
	struct sink *sink, const struct schema_field *field, uint64_t value);

/* A string or byte array as a visitor gets it. */
void text_put_string(struct sink *sink, const struct schema_field *field,
	const uint8_t *bytes, size_t size);

/* Text in quotes, with \" \\ and \x0a for what should not be printed. */
void text_put_quoted(struct sink *sink, const uint8_t *bytes, size_t size);

/* Four bytes as an address. */
void text_put_ipv4(struct sink *sink, const uint8_t *bytes);

/* Sixteen bytes as an address after RFC 5952. */
void text_put_ipv6(struct sink *sink, const uint8_t *bytes);
