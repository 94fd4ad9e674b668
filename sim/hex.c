/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/hex.h"

#include <string.h>

struct hex_reader hex_reader(uint8_t *buffer, size_t room)
{
	return (struct hex_reader){
		.bytes = wire_writer(buffer, room),
		.column = 1,
		.last = ' ',
	};
}

static void complain(struct hex_reader *reader, const char *problem)
{
	reader->problem = problem;
	reader->problem_column = reader->column;
}

static void put(struct hex_reader *reader, uint8_t byte)
{
	wire_put_u8(&reader->bytes, byte);
	if (reader->bytes.failed)
		complain(reader, "too many bytes");
}

static int digit(char character)
{
	if (character >= '0' && character <= '9')
		return character - '0';
	if (character >= 'a' && character <= 'f')
		return character - 'a' + 10;
	if (character >= 'A' && character <= 'F')
		return character - 'A' + 10;

	return -1;
}

static void end_token(struct hex_reader *reader)
{
	if (reader->token == 1)
		put(reader, reader->nibble);
	else if (reader->token % 2 == 1)
		complain(reader, "an odd number of hex digits");
	reader->token = 0;
}

static void feed_digit(struct hex_reader *reader, uint8_t value)
{
	if (reader->token % 2 == 1)
		put(reader, (uint8_t)(reader->nibble << 4 | value));
	reader->nibble = value;
	reader->token++;
}

/* The x of "0x" or "\x". */
static bool is_prefix(const struct hex_reader *reader, char character)
{
	if (character != 'x' && character != 'X')
		return false;

	return (reader->token == 1 && reader->nibble == 0) ||
		(reader->token == 0 && reader->last == '\\');
}

void hex_feed(struct hex_reader *reader, char character)
{
	int value = digit(character);

	if (reader->problem)
		return;

	if (value >= 0)
		feed_digit(reader, (uint8_t)value);
	else if (is_prefix(reader, character))
		reader->token = 0;
	else if (character != '\0' && strchr(" \t\r\n,:;\\", character))
		end_token(reader);
	else
		complain(reader, "not a hex digit");
	reader->last = character;
	reader->column++;
}

bool hex_end(struct hex_reader *reader)
{
	if (!reader->problem)
		end_token(reader);

	return !reader->problem;
}

const char *hex_parse(const char *text, size_t length, uint8_t *buffer,
	size_t room, size_t *size)
{
	struct hex_reader reader = hex_reader(buffer, room);

	for (size_t i = 0; i < length; i++)
		hex_feed(&reader, text[i]);
	hex_end(&reader);
	*size = reader.bytes.size;

	return reader.problem;
}

void hex_put(
	struct sink *sink, const uint8_t *bytes, size_t size, char separator)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		if (i > 0 && separator)
			sink_put_char(sink, separator);
		sink_put_char(sink, digits[bytes[i] >> 4]);
		sink_put_char(sink, digits[bytes[i] & 0xf]);
	}
}
