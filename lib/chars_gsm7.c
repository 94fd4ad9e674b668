/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/chars.h"

enum {
	GSM7_ESCAPE = 0x1b,
	GSM7_RETURN = 0x0d,
	GSM7_COUNT = 128,
};

/* 3GPP TS 23.038, table 6.2.1. The escape stands for itself. */
static const uint16_t alphabet[GSM7_COUNT] = {
	'@', 0xa3, '$', 0xa5, 0xe8, 0xe9, 0xf9, 0xec,		  /* 00 */
	0xf2, 0xc7, '\n', 0xd8, 0xf8, '\r', 0xc5, 0xe5,		  /* 08 */
	0x394, '_', 0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8,	  /* 10 */
	0x3a3, 0x398, 0x39e, GSM7_ESCAPE, 0xc6, 0xe6, 0xdf, 0xc9, /* 18 */
	' ', '!', '"', '#', 0xa4, '%', '&', '\'',		  /* 20 */
	'(', ')', '*', '+', ',', '-', '.', '/',			  /* 28 */
	'0', '1', '2', '3', '4', '5', '6', '7',			  /* 30 */
	'8', '9', ':', ';', '<', '=', '>', '?',			  /* 38 */
	0xa1, 'A', 'B', 'C', 'D', 'E', 'F', 'G',		  /* 40 */
	'H', 'I', 'J', 'K', 'L', 'M', 'N', 'O',			  /* 48 */
	'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W',			  /* 50 */
	'X', 'Y', 'Z', 0xc4, 0xd6, 0xd1, 0xdc, 0xa7,		  /* 58 */
	0xbf, 'a', 'b', 'c', 'd', 'e', 'f', 'g',		  /* 60 */
	'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',			  /* 68 */
	'p', 'q', 'r', 's', 't', 'u', 'v', 'w',			  /* 70 */
	'x', 'y', 'z', 0xe4, 0xf6, 0xf1, 0xfc, 0xe0,		  /* 78 */
};

/* Table 6.2.1.1: what follows an escape. */
static const struct {
	uint8_t septet;
	uint16_t character;
} extension[] = {
	{0x0a, '\f'},
	{0x14, '^'},
	{0x28, '{'},
	{0x29, '}'},
	{0x2f, '\\'},
	{0x3c, '['},
	{0x3d, '~'},
	{0x3e, ']'},
	{0x40, '|'},
	{0x65, 0x20ac},
};

static const size_t extension_count = sizeof(extension) / sizeof(extension[0]);

/* What an escape and `septet` mean. A receiver shows the plain character where
 * it knows no extension, and a blank for a second escape.
 */
static uint32_t escaped(uint8_t septet)
{
	for (size_t i = 0; i < extension_count; i++)
		if (extension[i].septet == septet)
			return extension[i].character;

	return septet == GSM7_ESCAPE ? ' ' : alphabet[septet];
}

/* Takes one septet at a time. */
struct gsm7_reader {
	struct sink *sink;
	bool is_escaped;
};

static void take_septet(struct gsm7_reader *reader, uint8_t septet)
{
	septet &= GSM7_COUNT - 1;
	if (!reader->is_escaped && septet == GSM7_ESCAPE) {
		reader->is_escaped = true;
		return;
	}

	chars_put_utf8(reader->sink,
		reader->is_escaped ? escaped(septet) : alphabet[septet]);
	reader->is_escaped = false;
}

/* An escape at the very end has nothing to change; it shows as a blank. */
static void end_septets(struct gsm7_reader *reader)
{
	if (reader->is_escaped)
		sink_put_char(reader->sink, ' ');
}

static uint8_t septet_at(const uint8_t *bytes, size_t size, size_t index)
{
	size_t bit = index * 7;
	unsigned pair = bytes[bit / 8];

	if (bit / 8 + 1 < size)
		pair |= (unsigned)bytes[bit / 8 + 1] << 8;

	return (uint8_t)(pair >> bit % 8 & (GSM7_COUNT - 1));
}

void chars_from_gsm7(
	struct sink *sink, const uint8_t *bytes, size_t size, size_t septets)
{
	struct gsm7_reader reader = {.sink = sink};

	if (septets > size * 8 / 7)
		septets = size * 8 / 7;
	for (size_t i = 0; i < septets; i++)
		take_septet(&reader, septet_at(bytes, size, i));
	end_septets(&reader);
}

size_t chars_gsm7_septets(const uint8_t *bytes, size_t size)
{
	size_t septets = size * 8 / 7;

	if (septets > 0 && septets % 8 == 0 &&
		septet_at(bytes, size, septets - 1) == GSM7_RETURN)
		septets--;

	return septets;
}

void chars_from_gsm7_unpacked(
	struct sink *sink, const uint8_t *bytes, size_t size)
{
	struct gsm7_reader reader = {.sink = sink};

	for (size_t i = 0; i < size; i++)
		take_septet(&reader, bytes[i]);
	end_septets(&reader);
}

/* Finds the septet of a character, and whether an escape goes before it. */
static bool find_septet(uint32_t character, uint8_t *septet, bool *is_escaped)
{
	*is_escaped = false;
	for (size_t i = 0; i < GSM7_COUNT; i++)
		if (alphabet[i] == character && i != GSM7_ESCAPE) {
			*septet = (uint8_t)i;
			return true;
		}

	*is_escaped = true;
	for (size_t i = 0; i < extension_count; i++)
		if (extension[i].character == character) {
			*septet = extension[i].septet;
			return true;
		}

	return false;
}

/* Gathers septets into bytes; `width` is 7 when packed and 8 when not. */
struct gsm7_writer {
	struct wire_writer *writer;
	unsigned width;
	unsigned bits;	/* waiting to be written, low bits first */
	unsigned count; /* of them, below 8 */
	size_t septets;
	uint8_t last;
};

static void put_septet(struct gsm7_writer *packer, uint8_t septet)
{
	packer->bits |= (unsigned)septet << packer->count;
	packer->count += packer->width;
	packer->septets++;
	packer->last = septet;
	if (packer->count >= 8) {
		wire_put_u8(packer->writer, (uint8_t)packer->bits);
		packer->bits >>= 8;
		packer->count -= 8;
	}
}

static bool put_septets(
	struct gsm7_writer *packer, const uint8_t *text, size_t size)
{
	size_t used;

	for (size_t i = 0; i < size; i += used) {
		uint32_t character = chars_utf8_next(text + i, size - i, &used);
		bool is_escaped;
		uint8_t septet;

		if (!find_septet(character, &septet, &is_escaped))
			return false;
		if (is_escaped)
			put_septet(packer, GSM7_ESCAPE);
		put_septet(packer, septet);
	}

	return true;
}

bool chars_to_gsm7(struct wire_writer *writer, const char *text, size_t size,
	size_t *septets)
{
	struct gsm7_writer packer = {.writer = writer, .width = 7};

	if (!put_septets(&packer, (const uint8_t *)text, size))
		return false;
	if (septets)
		*septets = packer.septets;

	if (packer.count == 1)
		put_septet(&packer, GSM7_RETURN);
	else if (packer.count == 0 && packer.septets > 0 &&
		packer.last == GSM7_RETURN)
		put_septet(&packer, GSM7_RETURN);
	if (packer.count > 0)
		wire_put_u8(writer, (uint8_t)packer.bits);

	return true;
}

bool chars_to_gsm7_unpacked(
	struct wire_writer *writer, const char *text, size_t size)
{
	struct gsm7_writer packer = {.writer = writer, .width = 8};

	return put_septets(&packer, (const uint8_t *)text, size);
}
