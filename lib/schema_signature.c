/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* schema_signature.c - writes what the bytes of a field look like. */
#include "lib/schema.h"

#include <stdio.h>
#include <string.h>

/* Text that is cut to fit; `length` is that of the whole. */
struct output {
	char *text;
	size_t size;
	size_t length;
};

static void put(struct output *out, const char *text)
{
	size_t length = strlen(text);
	size_t room = out->length < out->size ? out->size - out->length : 0;
	size_t some = length < room ? length : room;

	if (some > 0)
		memcpy(out->text + out->length, text, some);
	out->length += length;
}

static void put_number(struct output *out, const char *before,
	unsigned int number, const char *after)
{
	char text[sizeof("4294967295")];

	snprintf(text, sizeof(text), "%u", number);
	put(out, before);
	put(out, text);
	put(out, after);
}

static void put_field(struct output *out, const struct schema_field *field);

/* The members, separated by commas, those of inner structs among them. */
static void put_members(struct output *out, const struct schema_field *field)
{
	size_t i;

	for (i = 0; i < field->member_count; i++) {
		const struct schema_field *member = &field->members[i];

		if (i > 0)
			put(out, ",");
		if (member->type == SCHEMA_STRUCT)
			put_members(out, member);
		else
			put_field(out, member);
	}
}

/* How many members put_members() writes. */
static size_t flat_count(const struct schema_field *field)
{
	size_t count = 0;
	size_t i;

	for (i = 0; i < field->member_count; i++) {
		const struct schema_field *member = &field->members[i];

		count += member->type == SCHEMA_STRUCT ? flat_count(member) : 1;
	}

	return count;
}

static void put_array(struct output *out, const struct schema_field *field)
{
	if (field->fixed != 0)
		put_number(out, "arr[", field->fixed, "]");
	else if (field->prefix != 0)
		put_number(out, "arr", field->prefix * 8u, "");
	else
		put(out, "arr");
	put(out, field->sequence ? "~u8(" : "(");
	put_field(out, field->members);
	put(out, ")");
}

static void put_string(struct output *out, const struct schema_field *field)
{
	if (field->fixed != 0)
		put_number(out, "str[", field->fixed, "]");
	else if (field->prefix != 0)
		put_number(out, "str", field->prefix * 8u, "");
	else
		put(out, "str");
}

static void put_field(struct output *out, const struct schema_field *field)
{
	const char *end = field->big_endian ? "be" : "";

	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
		put_number(out, "u", field->size * 8u, end);
		return;
	case SCHEMA_INT:
		put_number(out, "i", field->size * 8u, end);
		return;
	case SCHEMA_FLOAT:
		put_number(out, "f", field->size * 8u, end);
		return;
	case SCHEMA_STRING:
		put_string(out, field);
		return;
	case SCHEMA_ARRAY:
		put_array(out, field);
		return;
	case SCHEMA_STRUCT:
		if (flat_count(field) == 1) {
			put_members(out, field);
			return;
		}
		put(out, "{");
		put_members(out, field);
		put(out, "}");
		return;
	}
}

size_t schema_signature(
	const struct schema_field *field, bool is_tlv, char *text, size_t size)
{
	struct output out = {text, size, 0};

	if (!is_tlv && field->type == SCHEMA_STRUCT)
		put_members(&out, field);
	else
		put_field(&out, field);
	if (size > 0)
		text[out.length < size ? out.length : size - 1] = '\0';

	return out.length;
}
