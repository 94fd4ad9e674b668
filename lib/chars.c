/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/chars.h"

enum {
	SURROGATE_HIGH = 0xd800,
	SURROGATE_LOW = 0xdc00,
	SURROGATE_END = 0xe000,
	PLANE_1 = 0x10000,
	CHARACTER_MAX = 0x10ffff,
};

static bool is_character(uint32_t character)
{
	return character < SURROGATE_HIGH ||
		(character >= SURROGATE_END && character <= CHARACTER_MAX);
}

uint32_t chars_utf8_next(const uint8_t *text, size_t size, size_t *used)
{
	/* The smallest character that needs this many bytes. */
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, PLANE_1};
	uint8_t first = text[0];
	uint32_t character;
	size_t count;

	*used = 1;
	if (first < 0x80)
		return first;
	if (first < 0xc2 || first > 0xf4)
		return CHARS_INVALID;

	count = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if (count > size)
		return CHARS_INVALID;
	character = first & (0x7fu >> count);
	for (size_t i = 1; i < count; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return CHARS_INVALID;
		character = character << 6 | (text[i] & 0x3f);
	}
	if (character < smallest[count] || !is_character(character))
		return CHARS_INVALID;

	*used = count;
	return character;
}

void chars_put_utf8(struct sink *sink, uint32_t character)
{
	char bytes[4];
	size_t count;

	if (!is_character(character))
		character = CHARS_REPLACEMENT;
	if (character < 0x80) {
		sink_put_char(sink, (char)character);
		return;
	}

	count = character < 0x800 ? 2 : character < PLANE_1 ? 3 : 4;
	for (size_t i = count - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (character & 0x3f));
		character >>= 6;
	}
	bytes[0] = (char)((0xf00u >> count & 0xf0) | character);
	sink_put(sink, bytes, count);
}

void chars_from_ucs2(
	struct sink *sink, const uint8_t *bytes, size_t size, bool big_endian)
{
	struct wire_reader reader = wire_reader(bytes, size);

	while (reader.left >= 2) {
		struct wire_reader ahead;
		uint32_t character;
		uint32_t low;

		character = (uint32_t)(big_endian ? wire_uint_be(&reader, 2)
						  : wire_uint(&reader, 2));
		if (character >= SURROGATE_HIGH && character < SURROGATE_LOW) {
			ahead = reader;
			low = (uint32_t)(big_endian ? wire_uint_be(&ahead, 2)
						    : wire_uint(&ahead, 2));
			if (low >= SURROGATE_LOW && low < SURROGATE_END) {
				character = PLANE_1 +
					((character - SURROGATE_HIGH) << 10) +
					(low - SURROGATE_LOW);
				reader = ahead;
			}
		}
		chars_put_utf8(sink, character);
	}
	if (reader.left > 0)
		chars_put_utf8(sink, CHARS_REPLACEMENT);
}

static void put_unit(struct wire_writer *writer, uint32_t unit, bool big_endian)
{
	if (big_endian)
		wire_put_uint_be(writer, unit, 2);
	else
		wire_put_uint(writer, unit, 2);
}

bool chars_to_ucs2(struct wire_writer *writer, const char *text, size_t size,
	bool big_endian)
{
	const uint8_t *bytes = (const uint8_t *)text;
	size_t used;

	for (size_t i = 0; i < size; i += used) {
		uint32_t character = chars_utf8_next(
			bytes + i, size - i, &used);

		if (character == CHARS_INVALID)
			return false;
		if (character >= PLANE_1) {
			character -= PLANE_1;
			put_unit(writer, SURROGATE_HIGH + (character >> 10),
				big_endian);
			character = SURROGATE_LOW + (character & 0x3ff);
		}
		put_unit(writer, character, big_endian);
	}

	return true;
}

static const char bcd_digits[] = "0123456789*#abc";

enum {
	BCD_DECIMAL = 10,
	BCD_END = 0xf,
};

void chars_from_bcd(struct sink *sink, const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		uint8_t low = bytes[i] & 0xf;
		uint8_t high = bytes[i] >> 4;

		if (low == BCD_END)
			return;
		sink_put_char(sink, bcd_digits[low]);
		if (high == BCD_END)
			return;
		sink_put_char(sink, bcd_digits[high]);
	}
}

static bool digit_value(char digit, uint8_t *value)
{
	const char *found = digit == '\0' ? NULL : strchr(bcd_digits, digit);

	if (!found)
		return false;
	*value = (uint8_t)(found - bcd_digits);

	return true;
}

bool chars_to_bcd(struct wire_writer *writer, const char *text, size_t size)
{
	for (size_t i = 0; i < size; i += 2) {
		uint8_t low;
		uint8_t high = BCD_END;

		if (!digit_value(text[i], &low))
			return false;
		if (i + 1 < size && !digit_value(text[i + 1], &high))
			return false;
		wire_put_u8(writer, (uint8_t)(high << 4 | low));
	}

	return true;
}

/* The nibbles in the order in which people write them: three digits of country,
 * three of network of which the last may be missing.
 */
bool chars_from_plmn(struct sink *sink, const uint8_t *bytes, size_t size)
{
	uint8_t digits[6];

	if (size != 3)
		return false;

	digits[0] = bytes[0] & 0xf;
	digits[1] = bytes[0] >> 4;
	digits[2] = bytes[1] & 0xf;
	digits[3] = bytes[2] & 0xf;
	digits[4] = bytes[2] >> 4;
	digits[5] = bytes[1] >> 4;
	for (size_t i = 0; i < sizeof(digits); i++)
		if (digits[i] >= BCD_DECIMAL &&
			!(i == 5 && digits[i] == BCD_END))
			return false;

	for (size_t i = 0; i < sizeof(digits); i++) {
		if (i == 3)
			sink_put_char(sink, '-');
		if (digits[i] < BCD_DECIMAL)
			sink_put_char(sink, (char)('0' + digits[i]));
	}

	return true;
}

bool chars_to_plmn(struct wire_writer *writer, const char *text, size_t size)
{
	uint8_t digits[6] = {[5] = BCD_END};
	size_t count = 0;

	for (size_t i = 0; i < size; i++) {
		if (text[i] == '-' && i == 3)
			continue;
		if (text[i] < '0' || text[i] > '9' || count == sizeof(digits))
			return false;
		digits[count++] = (uint8_t)(text[i] - '0');
	}
	if (count < 5)
		return false;

	wire_put_u8(writer, (uint8_t)(digits[1] << 4 | digits[0]));
	wire_put_u8(writer, (uint8_t)(digits[5] << 4 | digits[2]));
	wire_put_u8(writer, (uint8_t)(digits[4] << 4 | digits[3]));

	return true;
}
