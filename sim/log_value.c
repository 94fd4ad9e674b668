/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/log_value.h"

#include <stdlib.h>
#include <string.h>

#include "lib/redact.h"

enum {
	DEPTH_MAX = 16,
	NUMBER_SIZE_MAX = 64, /* of a number or the name of a value, as text */
	NAME_SIZE_MAX = 96,
};

static const char mask[] = "###";

/* A part of the text. */
struct span {
	const char *text;
	size_t size;
};

struct value_walk {
	struct span left;
	struct wire_writer *writer;
	struct sink *made_up; /* NULL while sizes are being found */
	unsigned depth;
	bool is_element; /* of an array: a blank ends it */
	size_t masked;	 /* strings whose size the text does not tell */
	size_t missing;	 /* bytes to spread over them */
	const char *problem;
};

static bool fail(struct value_walk *walk, const char *problem)
{
	if (!walk->problem)
		walk->problem = problem;

	return false;
}

static void skip(struct span *span, size_t size)
{
	span->text += size;
	span->size -= size;
}

static void skip_blanks(struct span *span)
{
	while (span->size > 0 && span->text[0] == ' ')
		skip(span, 1);
}

static bool starts(const struct span *span, const char *with)
{
	size_t size = strlen(with);

	return span->size >= size && memcmp(span->text, with, size) == 0;
}

static bool take(struct span *span, const char *word)
{
	skip_blanks(span);
	if (!starts(span, word))
		return false;
	skip(span, strlen(word));

	return true;
}

static char fold(char c)
{
	if (c == '-')
		return '_';

	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_name(const struct span *span, const char *name)
{
	size_t i;

	for (i = 0; i < span->size && name[i]; i++)
		if (fold(span->text[i]) != fold(name[i]))
			return false;

	return i == span->size && !name[i];
}

/* What stands before the quote that ends a value: in a struct one with a name
 * or the end behind it, in an array one with an index or the end.
 */
static bool ends_here(const struct span *rest)
{
	struct span after = *rest;
	size_t size = 0;

	skip(&after, 1);
	if (starts(&after, "}") || starts(&after, " ]"))
		return true;
	if (after.size == 0 || !starts(&after, " "))
		return after.size == 0;
	skip(&after, 1);
	while (size < after.size && after.text[size] != ' ' &&
		after.text[size] != '\'')
		size++;
	skip(&after, size);

	return size > 0 && starts(&after, " = '");
}

static struct span leaf(struct value_walk *walk)
{
	struct span span = walk->left;
	struct span rest = walk->left;

	while (rest.size > 0 &&
		!(walk->depth > 0 && rest.text[0] == '\'' && ends_here(&rest)))
		skip(&rest, 1);
	span.size -= rest.size;
	walk->left = rest;

	return span;
}

static bool is_masked(const struct span *span)
{
	for (size_t i = 0; i + strlen(mask) <= span->size; i++)
		if (memcmp(span->text + i, mask, strlen(mask)) == 0)
			return true;

	return false;
}

static void tell(struct value_walk *walk, const struct schema_field *field)
{
	struct sink *sink = walk->made_up;

	if (!sink)
		return;
	if (sink->length > 0)
		sink_put(sink, ", ", 2);
	sink_put_text(sink, field->name[0] ? field->name : "element");
}

static struct span trimmed(struct span span)
{
	skip_blanks(&span);
	while (span.size > 0 && span.text[span.size - 1] == ' ')
		span.size--;

	return span;
}

static bool read_name(
	const struct schema_values *values, struct span word, uint64_t *value)
{
	for (size_t i = 0; values && i < values->count; i++)
		if (is_name(&word, values->values[i].name)) {
			*value = values->values[i].value;
			return true;
		}

	return false;
}

static bool read_digits(struct span word, bool is_float, uint64_t *value)
{
	char text[NUMBER_SIZE_MAX];
	char *end;

	if (word.size == 0 || word.size >= sizeof(text))
		return false;
	memcpy(text, word.text, word.size);
	text[word.size] = '\0';
	if (is_float) {
		double real = strtod(text, &end);

		memcpy(value, &real, sizeof(real));
	} else if (text[0] == '-') {
		*value = (uint64_t)strtoll(text, &end, 10);
	} else {
		*value = strtoull(text, &end, 0);
	}

	return *end == '\0' && end != text;
}

/* Names parted by commas. */
static bool read_flags(
	const struct schema_field *field, struct span text, uint64_t *value)
{
	*value = 0;
	if (is_name(&text, "none"))
		return true;
	while (text.size > 0) {
		struct span word = text;
		uint64_t flag;

		for (word.size = 0;
			word.size < text.size && text.text[word.size] != ',';)
			word.size++;
		skip(&text, word.size + (word.size < text.size));
		word = trimmed(word);
		if (!read_name(field->values, word, &flag))
			return false;
		*value |= flag;
	}

	return true;
}

static bool read_number(
	const struct schema_field *field, struct span word, uint64_t *value)
{
	word = trimmed(word);
	if (is_name(&word, "yes") || is_name(&word, "true"))
		*value = 1;
	else if (is_name(&word, "no") || is_name(&word, "false"))
		*value = 0;
	else if (!read_digits(word, field->type == SCHEMA_FLOAT, value) &&
		!read_name(field->values, word, value))
		return field->meaning == MEANING_FLAGS &&
			read_flags(field, word, value);

	return true;
}

static bool put_number(
	struct value_walk *walk, const struct schema_field *field)
{
	struct span word = leaf(walk);
	uint64_t value = 0;

	if (is_masked(&word))
		tell(walk, field);
	else if (!read_number(field, word, &value))
		return fail(walk, "a value is no number and no name");
	if (field->type == SCHEMA_FLOAT && field->size == sizeof(float)) {
		double real;
		uint32_t bits;
		float small;

		memcpy(&real, &value, sizeof(real));
		small = (float)real;
		memcpy(&bits, &small, sizeof(bits));
		value = bits;
	}
	if (field->big_endian)
		wire_put_uint_be(walk->writer, value, field->size);
	else
		wire_put_uint(walk->writer, value, field->size);

	return true;
}

/* Dummy digits in place of a masked string. */
static void put_dummy(struct value_walk *walk, size_t size)
{
	for (size_t i = 0; i < size && !walk->writer->failed; i++)
		wire_put_u8(walk->writer, (uint8_t)('0' + (i + 1) % 10));
}

static size_t share(struct value_walk *walk)
{
	size_t size;

	if (walk->masked == 0)
		return 0;
	size = walk->missing / walk->masked;
	if (walk->masked == 1)
		size = walk->missing;
	walk->missing -= size;
	walk->masked--;

	return size;
}

static bool put_string(
	struct value_walk *walk, const struct schema_field *field)
{
	struct span text = leaf(walk);
	bool is_dummy = is_masked(&text);
	size_t size = text.size;

	if (walk->is_element && size > 0 && text.text[size - 1] == ' ')
		size--;
	if (field->prefix == 0 && field->fixed > 0) {
		if (!is_dummy && size > field->fixed)
			return fail(walk, "a text is too long");
		size = is_dummy ? field->fixed : size;
	} else if (is_dummy) {
		if (!walk->made_up)
			walk->masked++;
		size = walk->made_up ? share(walk) : 0;
	}
	if (field->prefix > 0 && size >> 8 * field->prefix != 0)
		return fail(walk, "a text is too long");

	if (field->prefix > 0)
		wire_put_uint(walk->writer, size, field->prefix);
	if (is_dummy) {
		tell(walk, field);
		put_dummy(walk, size);
	} else {
		wire_put_bytes(walk->writer, (const uint8_t *)text.text, size);
	}
	for (; field->prefix == 0 && size < field->fixed; size++)
		wire_put_u8(walk->writer, 0);

	return true;
}

static bool put_value(
	struct value_walk *walk, const struct schema_field *field);

/* "[12] = '", or nothing. */
static bool take_index(struct span *span)
{
	struct span ahead = *span;

	if (!take(&ahead, "["))
		return false;
	while (ahead.size > 0 && ahead.text[0] >= '0' && ahead.text[0] <= '9')
		skip(&ahead, 1);
	if (!take(&ahead, "] = '"))
		return false;
	*span = ahead;

	return true;
}

static bool put_array(struct value_walk *walk, const struct schema_field *field)
{
	const struct schema_field *element = &field->members[0];
	size_t at = walk->writer->size;
	size_t count = 0;

	if (!take(&walk->left, "{"))
		return fail(walk, "a list was expected");
	wire_put_uint(walk->writer, 0, field->prefix > 0 ? field->prefix : 1);
	if (field->prefix == 0)
		walk->writer->size = at;
	if (field->sequence)
		return fail(walk, "the sequence number is not in the log");
	while (take_index(&walk->left)) {
		walk->is_element = true;
		if (!put_value(walk, element))
			return false;
		if (!take(&walk->left, "'"))
			return fail(walk, "a list is cut short");
		count++;
		if (walk->writer->failed)
			return fail(walk, "there are too many bytes");
	}
	if (!take(&walk->left, "}"))
		return fail(walk, "a list is cut short");
	if (field->prefix > 0 && count >> 8 * field->prefix != 0)
		return fail(walk, "a list is too long");
	if (field->prefix > 0 && !walk->writer->failed)
		wire_patch_uint(walk->writer, at, count, field->prefix);

	return true;
}

static bool put_struct(
	struct value_walk *walk, const struct schema_field *field)
{
	if (!take(&walk->left, "["))
		return fail(walk, "a group of values was expected");
	for (size_t i = 0; i < field->member_count; i++) {
		const struct schema_field *member = &field->members[i];
		struct span name;

		skip_blanks(&walk->left);
		name = walk->left;
		for (name.size = 0; name.size < walk->left.size &&
			name.size < NAME_SIZE_MAX &&
			walk->left.text[name.size] != ' ';)
			name.size++;
		skip(&walk->left, name.size);
		if (!is_name(&name, member->name))
			return fail(walk, "a value has another name");
		if (!take(&walk->left, "= '"))
			return fail(walk, "a value is missing");
		walk->is_element = false;
		if (!put_value(walk, member))
			return false;
		if (!take(&walk->left, "'"))
			return fail(walk, "a value is cut short");
	}
	if (!take(&walk->left, "]"))
		return fail(walk, "there are more values than expected");

	return true;
}

static bool put_value(struct value_walk *walk, const struct schema_field *field)
{
	bool is_done = false;

	if (walk->depth == DEPTH_MAX)
		return fail(walk, "groups are too deep");
	walk->depth++;
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		is_done = put_number(walk, field);
		break;
	case SCHEMA_STRING:
		is_done = put_string(walk, field);
		break;
	case SCHEMA_ARRAY:
		if (schema_is_bytes(field) && !starts(&walk->left, "{") &&
			!starts(&walk->left, " {"))
			is_done = put_string(walk, field);
		else
			is_done = put_array(walk, field);
		break;
	case SCHEMA_STRUCT:
		is_done = put_struct(walk, field);
		break;
	}
	walk->depth--;

	return is_done;
}

/* A value that is no struct and no list is the whole line. */
static bool put_all(struct value_walk *walk, const struct schema_field *field)
{
	walk->depth = 0;
	switch ((enum schema_type)field->type) {
	case SCHEMA_UINT:
	case SCHEMA_INT:
	case SCHEMA_FLOAT:
		return put_number(walk, field);
	case SCHEMA_STRING:
		return put_string(walk, field);
	case SCHEMA_ARRAY:
	case SCHEMA_STRUCT:
		break;
	}

	return put_value(walk, field);
}

bool log_value_write(struct log_value *value, struct wire_writer *writer,
	struct sink *made_up)
{
	struct value_walk first = {
		.left = {value->text, value->text_size},
		.writer = writer,
	};
	struct value_walk second = first;
	size_t start = writer->size;
	size_t names;

	if (!put_all(&first, value->field)) {
		value->problem = first.problem;
		writer->size = start;
		return false;
	}
	second.made_up = made_up;
	second.masked = first.masked;
	second.missing = value->size - (writer->size - start);
	if (writer->size - start > value->size ||
		(first.masked == 0 && second.missing > 0)) {
		value->problem = "the words make another number of bytes";
		writer->size = start;
		return false;
	}
	writer->size = start;
	names = made_up->length;
	if (put_all(&second, value->field) && !writer->failed &&
		writer->size - start == value->size) {
		/* Dummies of the right shape: an IMEI has its check digit. */
		if (made_up->length > names)
			redact_value(value->field, writer->bytes + start,
				value->size);
		return true;
	}

	value->problem = second.problem ? second.problem
					: "the words make another number of "
					  "bytes";
	writer->size = start;

	return false;
}
