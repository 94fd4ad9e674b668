/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/xml.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "sim/memory.h"

#define REPLACEMENT "\xef\xbf\xbd"

/* Source: table 3-7 of the Unicode standard, "well-formed UTF-8". */
size_t utf8_size(const char *text)
{
	const uint8_t *byte = (const uint8_t *)text;
	uint8_t least = 0x80;
	uint8_t most = 0xbf;
	size_t size;

	if (byte[0] < 0x80)
		return 1;
	if (byte[0] < 0xc2 || byte[0] > 0xf4)
		return 0;
	size = byte[0] < 0xe0 ? 2 : (byte[0] < 0xf0 ? 3 : 4);
	if (byte[0] == 0xe0)
		least = 0xa0;
	if (byte[0] == 0xed)
		most = 0x9f;
	if (byte[0] == 0xf0)
		least = 0x90;
	if (byte[0] == 0xf4)
		most = 0x8f;
	if (byte[1] < least || byte[1] > most)
		return 0;
	for (size_t i = 2; i < size; i++)
		if (byte[i] < 0x80 || byte[i] > 0xbf)
			return 0;

	return size;
}

/* What stands for a byte of ASCII, or NULL for itself. */
static const char *escaped(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&apos;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	}
	if ((uint8_t)byte < ' ')
		return REPLACEMENT;

	return NULL;
}

/* U+FFFE and U+FFFF are no characters of XML. */
static bool is_noncharacter(const char *text)
{
	return memcmp(text, "\xef\xbf\xbe", 3) == 0 ||
		memcmp(text, "\xef\xbf\xbf", 3) == 0;
}

void xml_put(FILE *stream, const char *text)
{
	while (*text) {
		size_t size = utf8_size(text);
		const char *other = size == 1 ? escaped(*text) : NULL;

		if (size == 0 || (size == 3 && is_noncharacter(text)))
			other = REPLACEMENT;
		if (other)
			fputs(other, stream);
		else
			fwrite(text, 1, size, stream);
		text += size > 0 ? size : 1;
	}
}

char *utf8_clean(const char *text)
{
	char *clean = memory_alloc(3 * strlen(text) + 1);
	char *end = clean;

	while (*text) {
		size_t size = utf8_size(text);

		if (size == 0) {
			memcpy(end, REPLACEMENT, 3);
			end += 3;
			text++;
			continue;
		}
		memcpy(end, text, size);
		end += size;
		text += size;
	}

	return clean;
}
