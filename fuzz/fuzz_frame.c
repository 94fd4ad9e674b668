/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* fuzz_frame.c - a stream of frames: whatever comes, reading makes progress,
 * stays inside and can be written again.
 */
#include <string.h>

#include "fuzz/require.h"
#include "lib/frame.h"
#include "lib/message.h"

enum {
	COMPOUND = 1, /* the bit of a service message's flags that is ignored */
};

static void check_frame(
	const struct frame *frame, const uint8_t *bytes, size_t size)
{
	uint8_t *buffer = malloc(size);
	struct wire_writer writer = wire_writer(buffer, size);

	frame_encode(&writer, frame);
	require(!writer.failed);
	require(writer.size == size);
	require(memcmp(buffer, bytes, size) == 0);
	free(buffer);
}

static void check_message(const struct frame *frame)
{
	uint8_t *buffer = malloc(frame->body_size);
	struct wire_writer writer = wire_writer(buffer, frame->body_size);
	struct message message;
	uint16_t error;

	if (message_decode(frame->service, frame->client, frame->body,
		    frame->body_size, &message) != STATUS_OK) {
		free(buffer);
		return;
	}

	message_encode(&writer, &message);
	require(!writer.failed);
	require(writer.size == frame->body_size);
	if (frame->service != MESSAGE_SERVICE_CTL)
		buffer[0] |= frame->body[0] & COMPOUND;
	require(memcmp(buffer, frame->body, writer.size) == 0);
	free(buffer);
	message_result(&message, &error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	while (size > 0) {
		struct frame frame;
		size_t used;
		enum status status = frame_decode(data, size, &frame, &used);

		require(used <= size);
		if (status == STATUS_MORE) {
			require(used == 0);
			break;
		}
		require(used > 0);
		if (status == STATUS_OK) {
			check_frame(&frame, data, used);
			check_message(&frame);
		}
		data += used;
		size -= used;
	}

	return 0;
}
