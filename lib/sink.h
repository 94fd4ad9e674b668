/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* sink.h - text that grows in a buffer of fixed size and counts on when full.
 *
 * Ownership: a sink borrows the caller's buffer.
 *
 * Errors: none. What does not fit is counted and dropped, so that the length of
 * the whole text is known; sink_end() cuts it at the border of a character.
 *
 * Units: bytes. The functions are inline because the printer spends its time in
 * them.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct sink {
	char *text;
	size_t size;   /* of the buffer */
	size_t room;   /* without the final NUL */
	size_t length; /* of the whole text; may be above `room` */
};

static inline struct sink sink_of(char *text, size_t size)
{
	return (struct sink){text, size, size > 0 ? size - 1 : 0, 0};
}

/* The place for the next `size` bytes, which the caller fills and then adds to
 * `length`, or NULL when there is no room.
 */
static inline char *sink_reserve(struct sink *sink, size_t size)
{
	if (sink->length >= sink->room || size > sink->room - sink->length)
		return NULL;

	return sink->text + sink->length;
}

/* Puts what there is room for. */
void sink_put_cut(struct sink *sink, const char *text, size_t size);

static inline void sink_put(struct sink *sink, const char *text, size_t size)
{
	char *place = sink_reserve(sink, size);

	if (!place) {
		sink_put_cut(sink, text, size);
		return;
	}

	memcpy(place, text, size);
	sink->length += size;
}

static inline void sink_put_text(struct sink *sink, const char *text)
{
	sink_put(sink, text, strlen(text));
}

static inline void sink_put_char(struct sink *sink, char character)
{
	if (sink->length < sink->room)
		sink->text[sink->length] = character;
	sink->length++;
}

/* Writes the final NUL and returns the length of the whole text. */
size_t sink_end(struct sink *sink);
