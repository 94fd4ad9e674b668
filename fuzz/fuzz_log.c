/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_log.c - logs: whatever a line says, what is put together is one frame,
 * and one that is not has a reason.
 */
#include <string.h>

#include "fuzz/require.h"
#include "lib/frame.h"
#include "lib/message.h"
#include "sim/log_read.h"

static void check(void *owner, const struct log_message *message)
{
	size_t *lines = owner;
	struct message found;
	struct frame frame;
	size_t used;

	require(message->line <= *lines);
	require(message->problem == NULL || *message->problem != '\0');
	require(message->size > 0 || message->problem != NULL);
	require(strlen(message->made_up) < 1024);
	if (!message->is_rebuilt || message->size == 0)
		return;
	require(frame_decode(message->bytes, message->size, &frame, &used) ==
		STATUS_OK);
	require(used == message->size);
	require(message_decode(frame.service, frame.client, frame.body,
			frame.body_size, &found) == STATUS_OK);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t lines = 0;
	struct log_reader *reader = log_reader_new(0, check, &lines);

	while (size > 0) {
		const uint8_t *end = memchr(data, '\n', size);
		size_t length = end ? (size_t)(end - data) : size;
		char *line = malloc(length);

		if (length > 0)
			memcpy(line, data, length);
		lines++;
		log_read_line(reader, line, length);
		free(line);
		length += end != NULL;
		data += length;
		size -= length;
	}
	log_read_end(reader);
	log_reader_free(reader);

	return 0;
}
