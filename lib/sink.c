/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/sink.h"

void sink_put_cut(struct sink *sink, const char *text, size_t size)
{
	size_t left = 0;

	if (sink->length < sink->room)
		left = sink->room - sink->length;
	if (left > size)
		left = size;

	if (left > 0)
		memcpy(sink->text + sink->length, text, left);
	sink->length += size;
}

size_t sink_end(struct sink *sink)
{
	size_t end = sink->length;

	if (end > sink->room) {
		end = sink->room;
		while (end > 0 && ((uint8_t)sink->text[end - 1] & 0xc0) == 0x80)
			end--;
		if (end > 0 && ((uint8_t)sink->text[end - 1] & 0x80) != 0)
			end--;
	}
	if (sink->size > 0)
		sink->text[end] = '\0';

	return sink->length;
}
