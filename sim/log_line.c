/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/log_line.h"

#include <string.h>

#include "lib/frame.h"
#include "sim/hex.h"

enum {
	TRIES_MAX = 8,	    /* places where the frames may begin */
	DIGITS_MIN = 2 * 12 /* of the smallest frame with a message */
};

static bool is_digit(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
		(c >= 'A' && c <= 'F');
}

static bool is_separator(char c)
{
	return c == ' ' || c == ':' || c == '\t' || c == '\r';
}

bool log_line_is_frames(const uint8_t *bytes, size_t size)
{
	struct frame frame;
	size_t used;

	for (; size > 0; bytes += used, size -= used)
		if (frame_decode(bytes, size, &frame, &used) != STATUS_OK ||
			(frame.flags != FRAME_FROM_HOST &&
				frame.flags != FRAME_FROM_MODEM))
			return false;

	return true;
}

bool log_line_frames(const char *line, size_t size, uint8_t *buffer,
	size_t room, size_t *count)
{
	size_t start = size;
	unsigned tries = 0;

	while (start > 0 &&
		(is_digit(line[start - 1]) || is_separator(line[start - 1])))
		start--;
	for (; start + DIGITS_MIN <= size && tries < TRIES_MAX; start++) {
		bool is_token = start == 0 || is_separator(line[start - 1]);

		if (!is_token || memcmp(line + start, "01", 2) != 0)
			continue;
		tries++;
		if (!hex_parse(
			    line + start, size - start, buffer, room, count) &&
			*count > 0 && log_line_is_frames(buffer, *count))
			return true;
	}

	return false;
}

size_t log_line_arrows(const char *line, size_t size)
{
	static const char arrows[] = "<<<<<<>>>>>>";
	size_t length = strlen(arrows) / 2;

	for (size_t i = 0; i + length <= size; i++)
		if (memcmp(line + i, arrows, length) == 0 ||
			memcmp(line + i, arrows + length, length) == 0)
			return i + length;

	return 0;
}
