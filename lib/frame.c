/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lib/frame.h"

enum {
	LENGTH_SIZE = 2,       /* the length field counts itself */
	AFTER_LENGTH_SIZE = 3, /* flags, service, client */
};

enum status frame_decode(
	const uint8_t *bytes, size_t size, struct frame *frame, size_t *used)
{
	struct wire_reader stream = wire_reader(bytes, size);
	struct wire_reader rest;
	size_t length;

	*used = 0;
	if (size == 0)
		return STATUS_MORE;
	if (wire_u8(&stream) != FRAME_MARKER) {
		*used = 1;
		return STATUS_BAD_MARKER;
	}

	length = wire_u16(&stream);
	if (stream.failed)
		return STATUS_MORE;
	if (length < LENGTH_SIZE + AFTER_LENGTH_SIZE) {
		*used = 1;
		return STATUS_BAD_LENGTH;
	}

	rest = wire_cut(&stream, length - LENGTH_SIZE);
	if (rest.failed)
		return STATUS_MORE;

	frame->flags = wire_u8(&rest);
	frame->service = wire_u8(&rest);
	frame->client = wire_u8(&rest);
	frame->body = rest.bytes;
	frame->body_size = rest.left;
	*used = 1 + length;

	return STATUS_OK;
}

void frame_encode(struct wire_writer *writer, const struct frame *frame)
{
	if (frame->body_size > FRAME_BODY_MAX) {
		writer->failed = true;
		return;
	}

	wire_put_u8(writer, FRAME_MARKER);
	wire_put_u16(writer,
		(uint16_t)(LENGTH_SIZE + AFTER_LENGTH_SIZE + frame->body_size));
	wire_put_u8(writer, frame->flags);
	wire_put_u8(writer, frame->service);
	wire_put_u8(writer, frame->client);
	wire_put_bytes(writer, frame->body, frame->body_size);
}
