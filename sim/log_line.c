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

static bool is_decimal(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads decimal digits up to the first other character; `*at` is behind them.
 * Of a fraction six digits count.
 */
static uint64_t read_decimal(
	const char *line, size_t size, size_t *at, size_t digits)
{
	uint64_t number = 0;

	for (; *at < size && is_decimal(line[*at]); (*at)++)
		if (digits > 0) {
			number = 10 * number + (uint64_t)(line[*at] - '0');
			digits--;
		}

	return number;
}

static uint64_t read_fraction(const char *line, size_t size, size_t *at)
{
	uint64_t fraction;
	size_t start;

	if (*at + 1 >= size || (line[*at] != '.' && line[*at] != ',') ||
		!is_decimal(line[*at + 1]))
		return 0;
	start = ++*at;
	fraction = read_decimal(line, size, at, 6);
	for (size_t digits = *at - start; digits < 6; digits++)
		fraction *= 10;

	return fraction;
}

static bool is_clock(const char *text)
{
	static const char shape[] = "dd:dd:dd";

	for (size_t i = 0; shape[i]; i++)
		if (shape[i] == 'd' ? !is_decimal(text[i])
				    : text[i] != shape[i])
			return false;

	return true;
}

bool log_line_time(const char *line, size_t size, uint64_t *time_us)
{
	enum {
		CLOCK_SIZE = 8,
		SECOND = 1000000,
	};

	for (size_t i = 0; i < size; i++) {
		size_t at = i;
		uint64_t seconds;

		if (i + CLOCK_SIZE <= size && is_clock(line + i)) {
			seconds = read_decimal(line, size, &at, 2) * 3600;
			at++;
			seconds += read_decimal(line, size, &at, 2) * 60;
			at++;
			seconds += read_decimal(line, size, &at, 2);
			*time_us = seconds * SECOND +
				read_fraction(line, size, &at);
			return true;
		}
		if (line[i] != '[' || i + 1 >= size || !is_decimal(line[i + 1]))
			continue;
		at = i + 1;
		seconds = read_decimal(line, size, &at, 12);
		if (at < size && line[at] == '.') {
			*time_us = seconds * SECOND +
				read_fraction(line, size, &at);
			if (at < size && line[at] == ']')
				return true;
		}
	}

	return false;
}
