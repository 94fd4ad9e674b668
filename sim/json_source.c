/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_source.c - hands the values of a JSON object to the encoder. */
#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/encode.h"
#include "lib/sink.h"
#include "sim/json_message.h"
#include "sim/memory.h"

/* A struct or an array that is open. */
struct level {
	const struct schema_field *field;
	struct json_object *json;
	size_t index; /* of what is selected */
};

struct reader {
	const struct schema_field *field; /* of the TLV */
	struct json_object *value;	  /* what is selected */
	struct level levels[JSON_MESSAGE_DEPTH_MAX];
	unsigned int depth;
	uint8_t address[16]; /* whose groups are being asked for */
	uint8_t *buffer;     /* of the last bytes(), or NULL */
	struct json_why *why;
};

enum {
	VALUE_MAX = 0xffff,
};

/* Writes where the selected value is: "list[2].name". */
static void path(const struct reader *reader, struct sink *sink)
{
	char index[32];

	sink_put_text(sink, reader->field->name);
	for (unsigned int i = 0; i < reader->depth; i++) {
		const struct level *level = &reader->levels[i];

		if (level->field->type == SCHEMA_STRUCT) {
			sink_put_char(sink, '.');
			sink_put_text(
				sink, level->field->members[level->index].name);
		} else {
			snprintf(index, sizeof(index), "[%zu]", level->index);
			sink_put_text(sink, index);
		}
	}
	sink_end(sink);
}

/* Puts the field's name before the reason. */
static bool refuse(struct reader *reader)
{
	struct json_why reason = *reader->why;
	char name[256];
	struct sink sink = sink_of(name, sizeof(name));

	path(reader, &sink);

	return json_why(reader->why, "field \"%s\": %.240s", name, reason.text);
}

static bool is_in_address(const struct reader *reader)
{
	const struct level *level;

	if (reader->depth == 0)
		return false;
	level = &reader->levels[reader->depth - 1];

	return json_value_is_address(level->field) &&
		json_object_is_type(level->json, json_type_string);
}

static bool read_number(
	void *owner, const struct schema_field *field, uint64_t *value)
{
	struct reader *reader = owner;
	size_t at;

	if (is_in_address(reader)) {
		at = 2 * reader->levels[reader->depth - 1].index;
		*value = (uint64_t)reader->address[at] << 8 |
			reader->address[at + 1];
		return true;
	}

	return json_value_to_number(reader->value, field, value, reader->why) ||
		refuse(reader);
}

static bool read_bytes(void *owner, const struct schema_field *field,
	const uint8_t **bytes, size_t *size)
{
	struct reader *reader = owner;
	struct wire_writer writer;
	size_t room = VALUE_MAX;

	/* No character becomes more than two bytes. */
	if (json_object_is_type(reader->value, json_type_string) &&
		json_object_get_string_len(reader->value) < VALUE_MAX / 4)
		room = 2 * (size_t)json_object_get_string_len(reader->value) +
			16;
	free(reader->buffer);
	reader->buffer = memory_alloc(room);
	writer = wire_writer(reader->buffer, room);
	if (!json_value_to_bytes(reader->value, field, &writer, reader->why))
		return refuse(reader);
	*bytes = writer.bytes;
	*size = writer.size;

	return true;
}

static const char *member_candidate(const void *owner, size_t index)
{
	const struct schema_field *field = owner;

	return index < field->member_count ? field->members[index].name : NULL;
}

/* Refuses names that the struct does not have. */
static bool check_members(
	struct reader *reader, const struct schema_field *field)
{
	const char *nearest;

	if (!json_object_is_type(reader->value, json_type_object)) {
		json_why(reader->why, "expected an object, not %s",
			json_value_kind(reader->value));
		return refuse(reader);
	}

	json_object_object_foreach(reader->value, name, value)
	{
		(void)value;
		if (schema_member_by_name(field, name))
			continue;
		nearest = schema_nearest(name, member_candidate, field);
		json_why(reader->why, "no member \"%.80s\"%s%s%s", name,
			nearest ? "; did you mean \"" : "",
			nearest ? nearest : "", nearest ? "\"?" : "");
		return refuse(reader);
	}

	return true;
}

/* Finds the list of an array with a sequence number. */
static bool read_sequence(struct reader *reader, uint8_t *sequence)
{
	struct json_object *number;
	struct json_object *elements;
	uint64_t value = 0;

	if (!json_object_is_type(reader->value, json_type_object))
		return true;
	if (!json_object_object_get_ex(reader->value, "elements", &elements) ||
		!json_object_object_get_ex(
			reader->value, "sequence", &number) ||
		json_object_object_length(reader->value) != 2)
		return json_why(reader->why,
			"expected a list or {\"sequence\": 0, \"elements\": "
			"[...]}");
	if (!json_value_to_unsigned(number, 0xff, &value, reader->why))
		return false;
	*sequence = (uint8_t)value;
	reader->value = elements;

	return true;
}

static bool open_array(struct reader *reader, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	if (field->sequence && !read_sequence(reader, sequence))
		return refuse(reader);
	if (json_value_is_address(field) &&
		json_object_is_type(reader->value, json_type_string)) {
		if (inet_pton(AF_INET6, json_object_get_string(reader->value),
			    reader->address) == 1)
			return true;
		json_why(reader->why,
			"\"%.80s\": expected an address such as 2001:db8::1",
			json_object_get_string(reader->value));
		return refuse(reader);
	}
	if (!json_object_is_type(reader->value, json_type_array)) {
		json_why(reader->why, "expected a list, not %s",
			json_value_kind(reader->value));
		return refuse(reader);
	}
	*count = json_object_array_length(reader->value);
	if (field->prefix == 0 && field->fixed > 0 && *count != field->fixed) {
		json_why(reader->why, "expected %u elements, not %zu",
			field->fixed, *count);
		return refuse(reader);
	}

	return true;
}

static bool open_value(void *owner, const struct schema_field *field,
	size_t *count, uint8_t *sequence)
{
	struct reader *reader = owner;
	bool is_good = field->type == SCHEMA_ARRAY
		? open_array(reader, field, count, sequence)
		: check_members(reader, field);

	if (!is_good)
		return false;

	assert(reader->depth < JSON_MESSAGE_DEPTH_MAX);
	reader->levels[reader->depth++] = (struct level){
		.field = field, .json = reader->value};

	return true;
}

static bool select_value(
	void *owner, const struct schema_field *field, size_t index)
{
	struct reader *reader = owner;
	struct level *level = &reader->levels[reader->depth - 1];

	level->index = index;
	if (is_in_address(reader))
		return true;
	if (field->type == SCHEMA_ARRAY) {
		reader->value = json_object_array_get_idx(level->json, index);
		return true;
	}
	if (json_object_object_get_ex(
		    level->json, field->members[index].name, &reader->value))
		return true;

	json_why(reader->why, "is missing");

	return refuse(reader);
}

static bool close_value(void *owner, const struct schema_field *field)
{
	struct reader *reader = owner;

	(void)field;
	reader->depth--;

	return true;
}

bool json_source_write_tlv(struct json_object *json,
	const struct schema_tlv *tlv, struct wire_writer *writer,
	struct json_why *why)
{
	static const struct source source = {
		.number = read_number,
		.bytes = read_bytes,
		.open = open_value,
		.select = select_value,
		.close = close_value,
	};
	struct reader reader = {
		.field = &tlv->field,
		.value = json,
		.why = why,
	};
	enum status status = encode_field(
		writer, &tlv->field, &source, &reader, NULL);

	if (status != STATUS_OK && status != STATUS_BAD_SOURCE) {
		json_why(why, "%s", status_text(status));
		refuse(&reader);
	}
	free(reader.buffer);

	return status == STATUS_OK;
}
