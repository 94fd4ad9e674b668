/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* hex.h - bytes written as hex, to and from memory.
 *
 * Read is any mixture of digits with blanks, commas, colons, semicolons and
 * backslashes between them, "0x" or "\x" before them. A single digit between
 * separators is a byte.
 *
 * Ownership: a reader borrows the caller's buffer.
 *
 * Errors: the first thing that is no hex sets `problem`; from then on nothing
 * more is read. A full buffer is a problem like any other.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/sink.h"
#include "lib/wire.h"

struct hex_reader {
	struct wire_writer bytes; /* what has been read */
	size_t column;		  /* of the next character, from 1 */
	size_t token;		  /* digits since the last separator */
	uint8_t nibble;		  /* the first digit of a byte */
	char last;
	const char *problem; /* NULL, or what is wrong */
	size_t problem_column;
};

struct hex_reader hex_reader(uint8_t *buffer, size_t room);
void hex_feed(struct hex_reader *reader, char character);

/* Ends the text. False when there is a problem. */
bool hex_end(struct hex_reader *reader);

/* Reads a whole text. On failure returns what is wrong, else NULL. */
const char *hex_parse(const char *text, size_t length, uint8_t *buffer,
	size_t room, size_t *size);

/* Writes two digits a byte, with `separator` between bytes unless it is 0. */
void hex_put(
	struct sink *sink, const uint8_t *bytes, size_t size, char separator);
