/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_value.h - single values of a message to and from JSON.
 *
 * A value becomes what a person would write: enums their name, flags a list of
 * names, addresses and text a string, bytes a string of hex. What such a form
 * cannot carry exactly becomes a number, or {"hex": "..."}; so every value comes
 * back as the same bits.
 *
 * Ownership: what json_value_from_*() return is the caller's reference.
 *
 * Errors: the json_value_to_*() functions return false and say in `why` what
 * they expected. The field is not named there: callers know the whole path.
 */
#pragma once

#include <json-c/json.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/schema.h"
#include "lib/wire.h"

struct json_why {
	char text[512];
};

/* Sets the text and returns false. */
bool json_why(struct json_why *why, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* "a string", "a list", ...: what a value is. */
const char *json_value_kind(struct json_object *json);

struct json_object *json_value_from_number(
	const struct schema_field *field, uint64_t value);
struct json_object *json_value_from_bytes(
	const struct schema_field *field, const uint8_t *bytes, size_t size);

/* A string of hex digits. */
struct json_object *json_value_from_raw(const uint8_t *bytes, size_t size);

bool json_value_to_number(struct json_object *json,
	const struct schema_field *field, uint64_t *value,
	struct json_why *why);

/* Writes the bytes of a string or an array of bytes. */
bool json_value_to_bytes(struct json_object *json,
	const struct schema_field *field, struct wire_writer *writer,
	struct json_why *why);

/* Writes the bytes that a string of hex digits holds. */
bool json_value_to_raw(struct json_object *json, struct wire_writer *writer,
	struct json_why *why);

/* An integer from 0 to `most`. */
bool json_value_to_unsigned(struct json_object *json, uint64_t most,
	uint64_t *value, struct json_why *why);

/* True for an array of eight 16-bit groups that is an address. */
bool json_value_is_address(const struct schema_field *field);
