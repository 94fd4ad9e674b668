/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* json_bytes.c - strings, text and bytes for json_value.h. */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "lib/chars.h"
#include "lib/frame.h"
#include "sim/hex.h"
#include "sim/json_value.h"
#include "sim/memory.h"

enum {
	/* The most UTF-8 that one byte can become: a septet in three. */
	TEXT_PER_BYTE = 4,
};

bool json_value_is_address(const struct schema_field *field)
{
	return field->type == SCHEMA_ARRAY && field->meaning == MEANING_IPV6 &&
		field->fixed == 8 && field->members[0].type == SCHEMA_UINT &&
		field->members[0].size == 2;
}

struct json_object *json_value_from_raw(const uint8_t *bytes, size_t size)
{
	char *text = memory_alloc(2 * size + 1);
	struct sink sink = sink_of(text, 2 * size + 1);
	struct json_object *json;

	hex_put(&sink, bytes, size, 0);
	json = json_object_new_string_len(text, (int)sink_end(&sink));
	free(text);

	return json;
}

/* Whether the field is text in some form; otherwise it is plain bytes. */
static bool is_text(const struct schema_field *field)
{
	return field->type == SCHEMA_STRING || field->meaning != MEANING_NONE;
}

static bool put_utf8(struct sink *sink, const uint8_t *bytes, size_t size)
{
	size_t used;

	for (size_t at = 0; at < size; at += used)
		if (chars_utf8_next(bytes + at, size - at, &used) ==
			CHARS_INVALID)
			return false;
	sink_put(sink, (const char *)bytes, size);

	return true;
}

static bool put_address(
	struct sink *sink, int family, const uint8_t *bytes, size_t size)
{
	char text[INET6_ADDRSTRLEN];

	if (size != (family == AF_INET ? 4 : 16) ||
		!inet_ntop(family, bytes, text, sizeof(text)))
		return false;
	sink_put_text(sink, text);

	return true;
}

/* The text of bytes. False when they have none. */
static bool to_text(const struct schema_field *field, const uint8_t *bytes,
	size_t size, struct sink *sink)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_UCS2:
		chars_from_ucs2(sink, bytes, size, false);
		return true;
	case MEANING_GSM7:
		chars_from_gsm7(
			sink, bytes, size, chars_gsm7_septets(bytes, size));
		return true;
	case MEANING_BCD:
		chars_from_bcd(sink, bytes, size);
		return true;
	case MEANING_PLMN:
		return chars_from_plmn(sink, bytes, size);
	case MEANING_IPV4:
		return put_address(sink, AF_INET, bytes, size);
	case MEANING_IPV6:
		return put_address(sink, AF_INET6, bytes, size);
	case MEANING_NONE:
	case MEANING_ASCII:
	case MEANING_BOOL:
	case MEANING_ENUM:
	case MEANING_FLAGS:
		break;
	}

	return put_utf8(sink, bytes, size);
}

static bool from_address(
	struct wire_writer *writer, int family, const char *text)
{
	uint8_t bytes[16];

	if (inet_pton(family, text, bytes) != 1)
		return false;
	wire_put_bytes(writer, bytes, family == AF_INET ? 4 : 16);

	return true;
}

/* The bytes of text. False when the field cannot express it. */
static bool from_text(const struct schema_field *field, const char *text,
	size_t size, struct wire_writer *writer)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_UCS2:
		return chars_to_ucs2(writer, text, size, false);
	case MEANING_GSM7:
		return chars_to_gsm7(writer, text, size, NULL);
	case MEANING_BCD:
		return chars_to_bcd(writer, text, size);
	case MEANING_PLMN:
		return chars_to_plmn(writer, text, size);
	case MEANING_IPV4:
		return from_address(writer, AF_INET, text);
	case MEANING_IPV6:
		return from_address(writer, AF_INET6, text);
	case MEANING_NONE:
	case MEANING_ASCII:
	case MEANING_BOOL:
	case MEANING_ENUM:
	case MEANING_FLAGS:
		break;
	}
	wire_put_bytes(writer, (const uint8_t *)text, size);

	return true;
}

/* The size without the zeros that fill a fixed string up. */
static size_t significant(
	const struct schema_field *field, const uint8_t *bytes, size_t size)
{
	if (field->type == SCHEMA_STRING && field->prefix == 0 &&
		field->fixed > 0)
		while (size > 0 && bytes[size - 1] == 0)
			size--;

	return size;
}

/* Text that leads back to the same bytes, or NULL. */
static struct json_object *exact_text(
	const struct schema_field *field, const uint8_t *bytes, size_t size)
{
	size_t room = TEXT_PER_BYTE * size + 64;
	char *text = memory_alloc(room);
	uint8_t *again = memory_alloc(size + 1);
	struct wire_writer writer = wire_writer(again, size);
	struct sink sink = sink_of(text, room);
	struct json_object *json = NULL;
	bool is_exact = to_text(field, bytes, size, &sink);

	sink_end(&sink);
	is_exact = is_exact && sink.length < room &&
		from_text(field, text, sink.length, &writer) &&
		!writer.failed && writer.size == size &&
		memcmp(again, bytes, size) == 0;
	if (is_exact)
		json = json_object_new_string_len(text, (int)sink.length);
	free(text);
	free(again);

	return json;
}

struct json_object *json_value_from_bytes(
	const struct schema_field *field, const uint8_t *bytes, size_t size)
{
	struct json_object *json;

	if (!is_text(field))
		return json_value_from_raw(bytes, size);
	if (significant(field, bytes, size) == 0)
		return json_object_new_string("");

	json = exact_text(field, bytes, significant(field, bytes, size));
	if (!json) {
		json = json_object_new_object();
		json_object_object_add(
			json, "hex", json_value_from_raw(bytes, size));
	}

	return json;
}

bool json_value_to_raw(struct json_object *json, struct wire_writer *writer,
	struct json_why *why)
{
	const char *problem;
	size_t size;

	if (!json_object_is_type(json, json_type_string))
		return json_why(why, "expected a string of hex digits, not %s",
			json_value_kind(json));

	problem = hex_parse(json_object_get_string(json),
		(size_t)json_object_get_string_len(json),
		writer->bytes + writer->size, writer->room - writer->size,
		&size);
	if (problem)
		return json_why(
			why, "expected a string of hex digits: %s", problem);
	writer->size += size;

	return true;
}

static const char *expected(const struct schema_field *field)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_UCS2:
		return "text in UCS-2";
	case MEANING_GSM7:
		return "text of the GSM alphabet";
	case MEANING_BCD:
		return "decimal digits";
	case MEANING_PLMN:
		return "a network such as 262-01";
	case MEANING_IPV4:
		return "an address such as 192.0.2.1";
	case MEANING_IPV6:
		return "an address such as 2001:db8::1";
	case MEANING_NONE:
	case MEANING_ASCII:
	case MEANING_BOOL:
	case MEANING_ENUM:
	case MEANING_FLAGS:
		break;
	}

	return "text";
}

bool json_value_to_bytes(struct json_object *json,
	const struct schema_field *field, struct wire_writer *writer,
	struct json_why *why)
{
	struct json_object *hex;
	const char *text;
	size_t size;

	if (json_object_is_type(json, json_type_object) &&
		json_object_object_length(json) == 1 &&
		json_object_object_get_ex(json, "hex", &hex))
		return json_value_to_raw(hex, writer, why);
	if (!is_text(field))
		return json_value_to_raw(json, writer, why);
	if (!json_object_is_type(json, json_type_string))
		return json_why(why,
			"expected a string or {\"hex\": \"...\"}, not %s",
			json_value_kind(json));

	text = json_object_get_string(json);
	size = (size_t)json_object_get_string_len(json);
	if (size == 0 || from_text(field, text, size, writer)) {
		if (!writer->failed)
			return true;
		return json_why(why, "the text is too long");
	}

	return json_why(why, "\"%.80s\": expected %s", text, expected(field));
}
