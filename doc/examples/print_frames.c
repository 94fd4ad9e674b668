/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* print_frames.c - prints the QMUX frames on standard input.
 *
 * Build: cc print_frames.c $(pkg-config --cflags --libs libqmimic)
 * Try:   printf '\1\14\0\0\2\1\0\1\0\45\0\0\0' | ./a.out
 */
#include <qmimic.h>
#include <stdio.h>
#include <string.h>

static void print_frame(const struct qmimic_frame *frame)
{
	static char text[1 << 20];
	struct qmimic_message message;
	enum qmimic_status status;

	status = qmimic_message_decode(frame->service, frame->client,
		frame->body, frame->body_size, &message);
	if (status != QMIMIC_OK)
		printf("bad message: %s\n", qmimic_status_text(status));
	if (status != QMIMIC_OK && status != QMIMIC_LENGTH_LIES)
		return;

	qmimic_text(text, sizeof(text), &message, QMIMIC_TEXT_FIELDS, false);
	puts(text);
}

/* Prints the whole frames in `bytes`; returns how many bytes they take. */
static size_t print_frames(const uint8_t *bytes, size_t size)
{
	size_t done = 0;

	while (done < size) {
		struct qmimic_frame frame;
		enum qmimic_status status;
		size_t used;

		status = qmimic_frame_decode(
			bytes + done, size - done, &frame, &used);
		if (status == QMIMIC_MORE)
			break;
		if (status == QMIMIC_OK)
			print_frame(&frame);
		else
			printf("skipping 0x%02x: %s\n", bytes[done],
				qmimic_status_text(status));
		done += used;
	}

	return done;
}

int main(void)
{
	static uint8_t bytes[1 << 17]; /* room for a frame of any size */
	size_t size = 0;
	size_t count;

	while ((count = fread(bytes + size, 1, sizeof(bytes) - size, stdin))) {
		size_t done;

		size += count;
		done = print_frames(bytes, size);
		memmove(bytes, bytes + done, size - done);
		size -= done;
	}
	if (size > 0)
		printf("%zu bytes of an unfinished frame\n", size);

	return size > 0;
}
