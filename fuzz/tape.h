/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* tape.h - records what a visitor hears and plays it back to the encoder.
 *
 * For tests and fuzzing only: proves that a decoded TLV block can be written
 * again byte for byte from its values.
 *
 * Ownership: the caller supplies the entries and keeps the recorded bytes, which
 * the tape borrows.
 *
 * Errors: a tape that runs out of entries is `full` and plays nothing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/schema.h"
#include "lib/wire.h"

enum tape_kind {
	TAPE_TLV,    /* `number` is its type */
	TAPE_OPAQUE, /* a whole TLV value that has no fields */
	TAPE_NUMBER,
	TAPE_BYTES,
	TAPE_OPEN, /* `size` is the count, `number` the sequence */
	TAPE_CLOSE,
	TAPE_EXTRA,
	TAPE_CUT, /* a TLV that is cut short, to the end of the block */
};

struct tape_entry {
	enum tape_kind kind;
	const struct schema_field *field;
	uint64_t number;
	const uint8_t *bytes;
	size_t size;
};

struct tape {
	struct tape_entry *entries;
	size_t room;
	size_t count;
	size_t next; /* to be played */
	bool full;
	const uint8_t *tlvs; /* the block being recorded */
	size_t tlvs_size;
};

/* How many entries a block of that size can fill: a byte may be an array or a
 * struct around a struct of its own.
 */
size_t tape_room(size_t tlvs_size);

void tape_record(struct tape *tape, const uint8_t *tlvs, size_t size,
	const struct schema_body *body);

/* Writes the block again. False when the tape is full, the writer too, or an
 * encoder asked for another value than the one that was decoded.
 */
bool tape_play(struct tape *tape, struct wire_writer *writer);
