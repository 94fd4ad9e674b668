/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_chars.c - the character sets: any bytes give valid UTF-8, and text that a
 * set can express comes back as it was.
 */
#include <string.h>

#include "fuzz/require.h"
#include "lib/chars.h"

enum {
	GROWTH = 4, /* bytes of UTF-8 that come of a byte, at most */
};

struct text {
	char *bytes;
	struct sink sink;
};

static struct text text_of(size_t size)
{
	struct text text = {.bytes = malloc(size + 1)};

	text.sink = sink_of(text.bytes, size + 1);

	return text;
}

/* Checks and frees. `same` may be NULL. */
static void finish(struct text *text, const char *same, size_t size)
{
	size_t length = sink_end(&text->sink);
	size_t used;

	require(length <= text->sink.room);
	for (size_t i = 0; i < length; i += used)
		require(chars_utf8_next((const uint8_t *)text->bytes + i,
				length - i, &used) != CHARS_INVALID);
	if (same) {
		require(length == size);
		require(memcmp(text->bytes, same, size) == 0);
	}
	free(text->bytes);
}

static void read_all(const uint8_t *data, size_t size)
{
	struct text text = text_of(size * GROWTH + GROWTH);

	chars_from_gsm7(&text.sink, data, size, size * 8 / 7);
	finish(&text, NULL, 0);
	text = text_of(size * GROWTH + GROWTH);
	chars_from_gsm7_unpacked(&text.sink, data, size);
	finish(&text, NULL, 0);
	text = text_of(size * GROWTH + GROWTH);
	chars_from_ucs2(&text.sink, data, size, size % 3 == 0);
	finish(&text, NULL, 0);
	text = text_of(size * GROWTH + GROWTH);
	chars_from_bcd(&text.sink, data, size);
	finish(&text, NULL, 0);
	text = text_of(size * GROWTH + GROWTH);
	chars_from_plmn(&text.sink, data, size);
	finish(&text, NULL, 0);
}

static void write_gsm7(const char *data, size_t size)
{
	size_t room = 2 * size + 2;
	uint8_t *bytes = malloc(room);
	struct wire_writer writer = wire_writer(bytes, room);
	struct text text = text_of(size);
	size_t septets;

	if (chars_to_gsm7(&writer, data, size, &septets)) {
		require(!writer.failed);
		chars_from_gsm7(&text.sink, bytes, writer.size, septets);
		finish(&text, data, size);
		text = text_of(size);
		writer = wire_writer(bytes, room);
		require(chars_to_gsm7_unpacked(&writer, data, size));
		require(writer.size == septets);
		chars_from_gsm7_unpacked(&text.sink, bytes, writer.size);
		finish(&text, data, size);
	} else {
		free(text.bytes);
	}
	free(bytes);
}

static void write_ucs2(const char *data, size_t size)
{
	size_t room = 2 * size + 2;
	uint8_t *bytes = malloc(room);
	struct wire_writer writer = wire_writer(bytes, room);
	struct text text = text_of(size);
	bool big_endian = size % 2 == 0;

	if (chars_to_ucs2(&writer, data, size, big_endian)) {
		require(!writer.failed);
		chars_from_ucs2(&text.sink, bytes, writer.size, big_endian);
		finish(&text, data, size);
	} else {
		free(text.bytes);
	}
	free(bytes);
}

static void write_digits(const char *data, size_t size)
{
	uint8_t *bytes = malloc(size + 3);
	struct wire_writer writer = wire_writer(bytes, size + 3);
	struct text text = text_of(size);

	if (chars_to_bcd(&writer, data, size)) {
		require(!writer.failed);
		chars_from_bcd(&text.sink, bytes, writer.size);
		finish(&text, data, size);
	} else {
		free(text.bytes);
	}

	writer = wire_writer(bytes, size + 3);
	text = text_of(size + 1);
	if (chars_to_plmn(&writer, data, size))
		require(chars_from_plmn(&text.sink, bytes, writer.size));
	finish(&text, NULL, 0);
	free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	read_all(data, size);
	write_gsm7((const char *)data, size);
	write_ucs2((const char *)data, size);
	write_digits((const char *)data, size);

	return 0;
}
