/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/newcomer.h"

#include "lib/frame.h"

enum {
	/* More is not waited for: a longer message comes in parts this long. */
	UNDECIDED_MAX = 4095,
};

static bool is_row_of_frames(const uint8_t *bytes, size_t size)
{
	while (size > 0) {
		struct frame frame;
		size_t used;

		if (frame_decode(bytes, size, &frame, &used) != STATUS_OK ||
			frame.flags != FRAME_FROM_HOST)
			return false;
		bytes += used;
		size -= used;
	}

	return true;
}

bool newcomer_find(const uint8_t *bytes, size_t size, size_t *start)
{
	*start = 0;
	if (size == 0)
		return false;
	for (size_t at = 0; at < size; at++) {
		if (!is_row_of_frames(bytes + at, size - at))
			continue;
		*start = at;
		return true;
	}

	return size >= UNDECIDED_MAX || bytes[0] != FRAME_MARKER;
}
