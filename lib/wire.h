/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wire.h - bounds-checked access to bytes in memory.
 *
 * Ownership: a reader borrows the caller's bytes and a writer the caller's
 * buffer; both must outlive it. Nothing here allocates or frees.
 *
 * Errors: the first overrun sets `failed` and it stays set. From then on every
 * read returns 0 or NULL and moves nothing, and every write does nothing, so a
 * whole structure may be read or written and `failed` tested once at the end.
 *
 * Units: sizes and offsets are in bytes. Integers are little endian unless the
 * name says otherwise. What every decoded byte passes is inline.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire_reader {
	const uint8_t *bytes; /* the next unread byte */
	size_t left;	      /* how many bytes may still be read */
	bool failed;
};

static inline struct wire_reader wire_reader(const uint8_t *bytes, size_t size)
{
	return (struct wire_reader){.bytes = bytes, .left = size};
}

/* Steps over the next `size` bytes and returns where they start, or NULL. */
static inline const uint8_t *wire_skip(struct wire_reader *reader, size_t size)
{
	const uint8_t *start = reader->bytes;

	if (reader->failed || size > reader->left) {
		reader->failed = true;
		return NULL;
	}

	if (size > 0)
		reader->bytes += size;
	reader->left -= size;

	return start;
}

static inline uint8_t wire_u8(struct wire_reader *reader)
{
	const uint8_t *bytes = wire_skip(reader, 1);

	return bytes ? bytes[0] : 0;
}

static inline uint16_t wire_u16(struct wire_reader *reader)
{
	const uint8_t *bytes = wire_skip(reader, 2);

	if (!bytes)
		return 0;

	return (uint16_t)(bytes[1] << 8 | bytes[0]);
}

uint32_t wire_u32(struct wire_reader *reader);

/* Reads an unsigned integer of 1 to 8 bytes. */
uint64_t wire_uint(struct wire_reader *reader, size_t size);
uint64_t wire_uint_be(struct wire_reader *reader, size_t size);

/* Cuts the next `size` bytes off into a reader of their own. When fewer are
 * left, both the result and `reader` are failed.
 */
struct wire_reader wire_cut(struct wire_reader *reader, size_t size);

struct wire_writer {
	uint8_t *bytes; /* the beginning of the buffer */
	size_t size;	/* how many bytes are written */
	size_t room;	/* how many bytes the buffer holds in all */
	bool failed;
};

struct wire_writer wire_writer(uint8_t *buffer, size_t room);

void wire_put_u8(struct wire_writer *writer, uint8_t value);
void wire_put_u16(struct wire_writer *writer, uint16_t value);
void wire_put_u32(struct wire_writer *writer, uint32_t value);

/* Writes the low `size` bytes (1 to 8) of `value`. */
void wire_put_uint(struct wire_writer *writer, uint64_t value, size_t size);
void wire_put_uint_be(struct wire_writer *writer, uint64_t value, size_t size);

void wire_put_bytes(
	struct wire_writer *writer, const uint8_t *bytes, size_t size);

/* Overwrites the `size` bytes at `offset`, which must be written already, with
 * `value`: for lengths that are known only afterwards.
 */
void wire_patch_uint(
	struct wire_writer *writer, size_t offset, uint64_t value, size_t size);
