/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* frame.h - the QMUX frame around a message on a byte stream.
 *
 * A frame is the marker 0x01, a 16-bit length that counts itself but not the
 * marker, flags (0x00 from the host, 0x80 from the modem), the service, the
 * client id and the message. Source: libqmi and oFono, which agree.
 *
 * Ownership: a decoded frame borrows the caller's bytes.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "lib/status.h"
#include "lib/wire.h"

enum {
	FRAME_MARKER = 0x01,
	FRAME_HEADER_SIZE = 6,
	FRAME_SIZE_MAX = 0xffff + 1,			 /* length and marker */
	FRAME_BODY_MAX = 0xffff - FRAME_HEADER_SIZE + 1, /* what fits inside */
	FRAME_FROM_HOST = 0x00,
	FRAME_FROM_MODEM = 0x80,
};

struct frame {
	uint8_t flags;
	uint8_t service;
	uint8_t client;
	const uint8_t *body; /* the message */
	size_t body_size;
};

/* Reads the frame at the beginning of `bytes` and sets `used` to its size.
 *
 * STATUS_MORE: the frame is incomplete, `used` is 0.
 * STATUS_BAD_MARKER, STATUS_BAD_LENGTH: no frame begins here; `used` is 1, so
 * that a caller who wants to resynchronise can drop that byte and try again.
 */
enum status frame_decode(
	const uint8_t *bytes, size_t size, struct frame *frame, size_t *used);

/* Writes a frame. A body over FRAME_BODY_MAX fails the writer. */
void frame_encode(struct wire_writer *writer, const struct frame *frame);
