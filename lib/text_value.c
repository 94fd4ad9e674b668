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

void text_put_unsigned(struct sink *sink, uint64_t value)
{
	char digits[DECIMAL_DIGITS_MAX];
	size_t start = sizeof(digits);

	if (value < 10) {
		sink_put_char(sink, (char)('0' + value));
		return;
	}
	if (value < 100) {
		digits[0] = (char)('0' + value / 10);
		digits[1] = (char)('0' + value % 10);
		sink_put(sink, digits, 2);
		return;
	}

	while (value > 0) {
		digits[--start] = (char)('0' + value % 10);
		value /= 10;
	}
	sink_put(sink, digits + start, sizeof(digits) - start);
}

void text_put_hex(struct sink *sink, uint64_t value, unsigned digits)
{
	char text[18] = "0x";

	if (digits == 2) {
		text[2] = hex_digits[value >> 4 & 0xf];
		text[3] = hex_digits[value & 0xf];
		sink_put(sink, text, 4);
		return;
	}

	for (unsigned i = 0; i < digits; i++)
		text[2 + i] = hex_digits[value >> 4 * (digits - 1 - i) & 0xf];
	sink_put(sink, text, 2 + digits);
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

static void put_ipv4(struct sink *sink, const uint8_t *bytes)
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

	put_ipv4(sink, bytes);
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
	if (field->unit) {
		sink_put_char(sink, ' ');
		sink_put_text(sink, field->unit);
	}
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

/* Characters that would change the line they are printed in: C1 controls,
 * separators, marks of direction and the byte order mark.
 */
static bool is_hidden(uint32_t character)
{
	return character < 0xa0 ||
		(character >= 0x200b && character <= 0x200f) ||
		(character >= 0x2028 && character <= 0x202e) ||
		(character >= 0x2060 && character <= 0x206f) ||
		character == 0xfeff ||
		(character >= 0xfff9 && character <= 0xfffb) ||
		character >= 0xe0000;
}

static void put_escaped(struct sink *sink, uint8_t byte)
{
	char text[] = {
		'\\',
		'x',
		hex_digits[byte >> 4],
		hex_digits[byte & 0xf],
	};

	sink_put(sink, text, sizeof(text));
}

/* Prints the character at `bytes` and returns its size. */
static size_t put_character(
	struct sink *sink, const uint8_t *bytes, size_t size)
{
	uint32_t character;
	size_t used;

	if (bytes[0] == '"' || bytes[0] == '\\') {
		sink_put_char(sink, '\\');
		sink_put_char(sink, (char)bytes[0]);
		return 1;
	}

	character = chars_utf8_next(bytes, size, &used);
	if (character != CHARS_INVALID && !is_hidden(character)) {
		sink_put(sink, (const char *)bytes, used);
		return used;
	}
	for (size_t i = 0; i < used; i++)
		put_escaped(sink, bytes[i]);

	return used;
}

static bool is_plain(uint8_t byte)
{
	return byte >= ' ' && byte < 0x7f && byte != '"' && byte != '\\';
}

static void put_characters(struct sink *sink, const uint8_t *bytes, size_t size)
{
	size_t i = 0;

	while (i < size) {
		size_t start = i;

		while (i < size && is_plain(bytes[i]))
			i++;
		if (i > start)
			sink_put(sink, (const char *)bytes + start, i - start);
		if (i < size)
			i += put_character(sink, bytes + i, size - i);
	}
}

void text_put_quoted(struct sink *sink, const uint8_t *bytes, size_t size)
{
	sink_put_char(sink, '"');
	put_characters(sink, bytes, size);
	sink_put_char(sink, '"');
}

/* Quotes text in another character set, a piece at a time. A piece ends where a
 * character does.
 */
static void put_ucs2(struct sink *sink, const uint8_t *bytes, size_t size)
{
	enum {
		PIECE = 32
	};

	sink_put_char(sink, '"');
	for (size_t used; size > 0; bytes += used, size -= used) {
		char text[PIECE * 3 + 1];
		struct sink piece = sink_of(text, sizeof(text));

		used = size < PIECE ? size : PIECE;
		/* Do not part a pair of surrogates. */
		if (used < size && (bytes[used - 1] & 0xfc) == 0xd8)
			used -= 2;
		chars_from_ucs2(&piece, bytes, used, false);
		put_characters(sink, (const uint8_t *)text, piece.length);
	}
	sink_put_char(sink, '"');
}

static void put_gsm7(struct sink *sink, const uint8_t *bytes, size_t size)
{
	struct sink whole = sink_of(NULL, 0);
	char text[512];

	/* Operator names and USSD strings are far shorter than this. */
	if (size > 160) {
		text_put_bytes(sink, bytes, size);
		return;
	}

	whole = sink_of(text, sizeof(text));
	chars_from_gsm7(&whole, bytes, size, chars_gsm7_septets(bytes, size));
	text_put_quoted(sink, (const uint8_t *)text, whole.length);
}

static void put_plain_text(struct sink *sink, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	if (field->prefix == 0 && field->fixed > 0)
		while (size > 0 && bytes[size - 1] == '\0')
			size--;

	text_put_quoted(sink, bytes, size);
}

static bool put_address(struct sink *sink, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	if (field->meaning == MEANING_IPV4 && size == 4)
		put_ipv4(sink, bytes);
	else if (field->meaning == MEANING_IPV6 && size == 16)
		text_put_ipv6(sink, bytes);
	else if (field->meaning == MEANING_PLMN)
		return chars_from_plmn(sink, bytes, size);
	else
		return false;

	return true;
}

static void put_hex_string(struct sink *sink, const uint8_t *bytes, size_t size)
{
	sink_put_char(sink, '[');
	text_put_bytes(sink, bytes, size);
	sink_put_char(sink, ']');
}

void text_put_string(struct sink *sink, const struct schema_field *field,
	const uint8_t *bytes, size_t size)
{
	switch ((enum schema_meaning)field->meaning) {
	case MEANING_ASCII:
		put_plain_text(sink, field, bytes, size);
		return;
	case MEANING_UCS2:
		put_ucs2(sink, bytes, size);
		return;
	case MEANING_GSM7:
		put_gsm7(sink, bytes, size);
		return;
	case MEANING_BCD:
		sink_put_char(sink, '"');
		chars_from_bcd(sink, bytes, size);
		sink_put_char(sink, '"');
		return;
	case MEANING_PLMN:
	case MEANING_IPV4:
	case MEANING_IPV6:
		if (!put_address(sink, field, bytes, size))
			put_hex_string(sink, bytes, size);
		return;
	case MEANING_NONE:
	case MEANING_BOOL:
	case MEANING_ENUM:
	case MEANING_FLAGS:
		break;
	}

	if (field->type == SCHEMA_STRING)
		put_plain_text(sink, field, bytes, size);
	else
		put_hex_string(sink, bytes, size);
}

/* Finds the longest run of two or more zero groups; `count` 0: none. */
static size_t find_zeros(const uint16_t *groups, size_t *count)
{
	size_t best = 0;

	*count = 0;
	for (size_t i = 0; i < 8; i++) {
		size_t run = 0;

		while (i + run < 8 && groups[i + run] == 0)
			run++;
		if (run > 1 && run > *count) {
			best = i;
			*count = run;
		}
	}

	return best;
}

void text_put_ipv6(struct sink *sink, const uint8_t *bytes)
{
	uint16_t groups[8];
	size_t zeros;
	size_t start;

	for (size_t i = 0; i < 8; i++)
		groups[i] = (uint16_t)(bytes[2 * i] << 8 | bytes[2 * i + 1]);
	start = find_zeros(groups, &zeros);

	for (size_t i = 0; i < 8; i++) {
		unsigned digits = 1;

		if (zeros > 0 && i == start) {
			sink_put_text(sink, "::");
			i += zeros - 1;
			continue;
		}
		if (i > 0 && (zeros == 0 || i != start + zeros))
			sink_put_char(sink, ':');
		while (digits < 4 && groups[i] >> 4 * digits != 0)
			digits++;
		while (digits-- > 0)
			sink_put_char(sink,
				hex_digits[groups[i] >> 4 * digits & 0xf]);
	}
}
