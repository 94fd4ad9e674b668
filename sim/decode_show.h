/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode_show.h - the part of `qmimic decode` that prints messages and says what
 * is wrong with them.
 *
 * Ownership: a decoder owns its output buffer and borrows all else. Errors: what
 * is malformed is printed on the standard error and sets `failed`.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/text.h"

enum {
	DECODE_WHERE_SIZE = 96,
};

/* What is to be said of a message beside its bytes. */
struct decode_note {
	bool is_rebuilt;     /* from the lines of a log */
	const char *made_up; /* names of fields, parted by ", ", or "" */
};

struct decoder {
	uint16_t service;
	bool has_service;
	bool prints_json;
	struct text_options text;
	struct decode_note note;
	char *output;
	size_t output_size;
	const uint8_t *start;	       /* of the input being decoded */
	uint64_t base;		       /* its offset in a stream */
	char where[DECODE_WHERE_SIZE]; /* "line 3, " */
	bool failed;
	bool has_time; /* of what is being decoded */
	uint64_t time_us;
	/* Who takes what the input holds in place of the printer, or NULL. */
	void (*take)(
		struct decoder *decoder, const uint8_t *bytes, size_t size);
	void *owner; /* of `take` */
};

/* Says what is wrong with the byte at that offset of the input. */
void decode_report(struct decoder *decoder, size_t offset, const char *what,
	const char *reason);

/* Prints bytes that are no message. */
void decode_malformed(struct decoder *decoder, enum status status,
	const uint8_t *bytes, size_t size);

/* Prints a message without a frame, or frames in a row: `bytes` are all there
 * is.
 */
void decode_sdu(struct decoder *decoder, const uint8_t *bytes, size_t size);
void decode_frames(struct decoder *decoder, const uint8_t *bytes, size_t size);

/* The one or the other. Even where messages without frames are expected, bytes
 * that make no message but frames are those frames.
 */
void decode_bytes(struct decoder *decoder, const uint8_t *bytes, size_t size);
