/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/chars.h"
#include "lib/text_value.h"

static const char hex_digits[] = "0123456789abcdef";

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

static size_t count_plain(const uint8_t *bytes, size_t size)
{
	size_t count = 0;

	while (count < size && is_plain(bytes[count]))
		count++;

	return count;
}

static void put_characters(struct sink *sink, const uint8_t *bytes, size_t size)
{
	size_t i = 0;

	while (i < size) {
		size_t plain = count_plain(bytes + i, size - i);

		if (plain > 0)
			sink_put(sink, (const char *)bytes + i, plain);
		i += plain;
		if (i < size)
			i += put_character(sink, bytes + i, size - i);
	}
}

void text_put_quoted(struct sink *sink, const uint8_t *bytes, size_t size)
{
	char *place = sink_reserve(sink, size + 2);

	/* Most text is plain. */
	if (place && size > 0 && count_plain(bytes, size) == size) {
		place[0] = '"';
		memcpy(place + 1, bytes, size);
		place[size + 1] = '"';
		sink->length += size + 2;
		return;
	}

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
		text_put_ipv4(sink, bytes);
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
