/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* read.c - asking, and texts. */
#include "tests/victim/read.h"

#include <stdlib.h>
#include <string.h>

struct packet *ask(struct victim *victim, uint8_t service, uint16_t message,
	const struct tlvs *tlvs)
{
	uint8_t client = victim_allocate(victim, service);
	struct packet *answer = victim_call(
		victim, service, client, message, tlvs);

	victim_release(victim, service, client);

	return answer;
}

char *unpack_septets(const uint8_t *bytes, size_t size, size_t count)
{
	char *text = calloc(count + 1, 1);

	for (size_t i = 0; i < count; i++) {
		size_t at = i * 7 / 8;
		unsigned int pair = at < size ? bytes[at] : 0;
		char letter;

		if (at + 1 < size)
			pair |= (unsigned int)bytes[at + 1] << 8;
		letter = (char)(pair >> i * 7 % 8 & 0x7F);
		if (letter == 0)
			letter = '@';
		text[i] = (char)(letter < ' ' ? '?' : letter);
	}

	return text;
}

char *utf16_text(const uint8_t *bytes, size_t size)
{
	char *text = calloc(size / 2 * 3 + 1, 1);
	char *end = text;

	for (size_t at = 0; at + 2 <= size; at += 2) {
		unsigned int unit = packet_u16(bytes + at);

		if (unit >= 0x800) {
			*end++ = (char)(0xE0 | unit >> 12);
			*end++ = (char)(0x80 | (unit >> 6 & 0x3F));
			*end++ = (char)(0x80 | (unit & 0x3F));
		} else if (unit >= 0x80) {
			*end++ = (char)(0xC0 | unit >> 6);
			*end++ = (char)(0x80 | (unit & 0x3F));
		} else {
			*end++ = (char)unit;
		}
	}

	return text;
}

bool is_printable(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if ((bytes[i] < ' ' || bytes[i] > '~') && bytes[i] != '\t' &&
			bytes[i] != '\r' && bytes[i] != '\n')
			return false;

	return true;
}
