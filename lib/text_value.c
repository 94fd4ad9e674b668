/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/text_value.h"

#include <stdio.h>

#include "lib/chars.h"
#include "lib/decode.h"

static const char hex_digits[] = "0123456789abcdef";

enum {
	DECIMAL_DIGITS_MAX = 20,
	BYTE_WIDTH = 3, /* two digits and a blank */
};

static unsigned count_digits(uint64_t value)
{
	unsigned count = 1;

	for (; value >= 10; value /= 10)
		count++;

	return count;
}

static void write_digits(char *place, uint64_t value, unsigned count)
{
	while (count-- > 0) {
		place[count] = (char)('0' + value % 10);
		value /= 10;
	}
}

void text_put_unsigned(struct sink *sink, uint64_t value)
{
	unsigned count = value < 10 ? 1 : value < 100 ? 2 : count_digits(value);
	char *place = sink_reserve(sink, count);
	char digits[DECIMAL_DIGITS_MAX];

	if (!place) {
		write_digits(digits, value, count);
		sink_put(sink, digits, count);
		return;
	}

	if (count == 2) {
		place[0] = (char)('0' + value / 10);
		place[1] = (char)('0' + value % 10);
	} else {
		write_digits(place, value, count);
	}
	sink->length += count;
}

void text_put_hex(struct sink *sink, uint64_t value, unsigned digits)
{
	sink_put(sink, "0x", 2);
	while (digits-- > 0)
		sink_put_char(sink, hex_digits[value >> 4 * digits & 0xf]);
}

/* The same, when there may not be room for all. */
static void put_bytes_slowly(
	struct sink *sink, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (i > 0)
			sink_put_char(sink, ' ');
		sink_put_char(sink, hex_digits[bytes[i] >> 4]);
		sink_put_char(sink, hex_digits[bytes[i] & 0xf]);
	}
}

void text_put_bytes(struct sink *sink, const uint8_t *bytes, size_t size)
{
	char *place = sink_reserve(sink, size * BYTE_WIDTH);

	if (!place || size == 0) {
		put_bytes_slowly(sink, bytes, size);
		return;
	}

	for (size_t i = 0; i < size; i++) {
		place[i * BYTE_WIDTH] = hex_digits[bytes[i] >> 4];
		place[i * BYTE_WIDTH + 1] = hex_digits[bytes[i] & 0xf];
		place[i * BYTE_WIDTH + 2] = ' ';
	}
	sink->length += size * BYTE_WIDTH - 1;
}

/* snprintf() writes the decimal point of the locale; ours is a point. */
static void put_real(
	struct sink *sink, const struct schema_field *field, uint64_t bits)
{
	char text[40];
	int precision = field->size == sizeof(float) ? 7 : 15;
	bool was_point = false;

	snprintf(text, sizeof(text), "%.*g", precision,
		decode_real(field, bits));
	for (const char *at = text; *at != '\0'; at++) {
		bool is_plain = (*at >= '0' && *at <= '9') || *at == '+' ||
			*at == '-' || (*at >= 'a' && *at <= 'z');

		if (is_plain)
			sink_put_char(sink, *at);
		else if (!was_point)
			sink_put_char(sink, '.');
		was_point = !is_plain;
	}
}

static void put_bool(struct sink *sink, uint64_t value)
{
	if (value == 0)
		sink_put_text(sink, "false");
	else
		sink_put_text(sink, "true");
	if (value > 1) {
		sink_put_text(sink, " (");
		text_put_unsigned(sink, value);
		sink_put_char(sink, ')');
	}
}

static void put_decimal(
	struct sink *sink, const struct schema_field *field, uint64_t value)
{
	if (field->type == SCHEMA_INT && (int64_t)value < 0) {
		sink_put_char(sink, '-');
		value = -value;
	}
	text_put_unsigned(sink, value);
}

/* A value as its table holds it: the table's are not sign extended. */
static uint64_t table_value(const struct schema_field *field, uint64_t value)
{
	if (field->size >= sizeof(value))
		return value;

	return value & (((uint64_t)1 << 8 * field->size) - 1);
}

static const char *value_name(const struct schema_field *field, uint64_t value)
{
	const struct schema_values *values = field->values;
	const char *name;

	if (!values)
		return NULL;
	if (value < values->count && values->values[value].value == value)
		return values->values[value].name;

	name = schema_value_name(values, value);
	if (!name && field->type == SCHEMA_INT)
		name = schema_value_name(values, table_value(field, value));

	return name;
}

static void put_enum(
	struct sink *sink, const struct schema_field *field, uint64_t value)
{
	const char *name = value_name(field, value);

	if (name) {
		sink_put_text(sink, name);
		return;
	}

	put_decimal(sink, field, value);
	sink_put_text(sink, " (unknown)");
}

static void put_flags(
	struct sink *sink, const struct schema_field *field, uint64_t value)
{
	const struct schema_values *values = field->values;
	uint64_t left = table_value(field, value);
	const char *name;

	if (left == 0) {
		name = value_name(field, 0);
		sink_put_text(sink, name ? name : "none");
		return;
	}

	for (size_t i = 0; values && i < values->count && left != 0; i++) {
		uint64_t flag = values->values[i].value;

		if (flag == 0 || (left & flag) != flag)
			continue;
		sink_put_text(sink, values->values[i].name);
		left &= ~flag;
		if (left != 0)
			sink_put_char(sink, '|');
	}
	if (left != 0)
		text_put_hex(sink, left, 2u * field->size);
}

void text_put_ipv4(struct sink *sink, const uint8_t *bytes)
{
	for (size_t i = 0; i < 4; i++) {
		if (i > 0)
			sink_put_char(sink, '.');
		text_put_unsigned(sink, bytes[i]);
	}
}

static void put_ipv4_number(struct sink *sink, uint64_t value)
{
	const uint8_t bytes[4] = {
		(uint8_t)(value >> 24),
		(uint8_t)(value >> 16),
		(uint8_t)(value >> 8),
		(uint8_t)value,
	};

	text_put_ipv4(sink, bytes);
}

static void put_plmn_number(
	struct sink *sink, const struct schema_field *field, uint64_t value)
{
	const uint8_t bytes[3] = {
		(uint8_t)value,
		(uint8_t)(value >> 8),
		(uint8_t)(value >> 16),
	};

	if (field->size != sizeof(bytes) ||
		!chars_from_plmn(sink, bytes, sizeof(bytes)))
		text_put_unsigned(sink, value);
}

static void put_plain_number(
	struct sink *sink, const struct schema_field *field, uint64_t value)
{
	if (field->type == SCHEMA_FLOAT)
		put_real(sink, field, value);
	else
		put_decimal(sink, field, value);
	if (!field->unit)
		return;

	/* "7 dB", but "7 x 0.1 dB". */
	if (field->unit[0] == '-' ||
		(field->unit[0] >= '0' && field->unit[0] <= '9'))
		sink_put(sink, " x ", 3);
	else
		sink_put_char(sink, ' ');
	sink_put_text(sink, field->unit);
}

void text_put_number(
	struct sink *sink, const struct schema_field *field, uint64_t value)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_BOOL:
		put_bool(sink, value);
		return;
	case MEANING_ENUM:
		put_enum(sink, field, value);
		return;
	case MEANING_FLAGS:
		put_flags(sink, field, value);
		return;
	case MEANING_IPV4:
		put_ipv4_number(sink, value);
		return;
	case MEANING_PLMN:
		put_plmn_number(sink, field, value);
		return;
	case MEANING_NONE:
	case MEANING_ASCII:
	case MEANING_UCS2:
	case MEANING_GSM7:
	case MEANING_BCD:
	case MEANING_IPV6:
		break;
	}

	put_plain_number(sink, field, value);
}
