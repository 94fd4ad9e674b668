/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* encode.h - walks a schema and asks a source for the values to write.
 *
 * The mirror of decode.h: what a visitor hears, in that order, a source may
 * hand back, and the bytes are the same.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/schema.h"
#include "lib/status.h"
#include "lib/wire.h"

/* Where values come from. Each returns false to give up; the source keeps the
 * reason and encode_field() returns STATUS_BAD_SOURCE.
 */
struct source {
	/* As in struct visitor: floats as bits. Only the low bytes count; a
	 * source that wants an out-of-range number refused refuses it itself.
	 */
	bool (*number)(
		void *owner, const struct schema_field *field, uint64_t *value);

	/* A string or an array of plain bytes; borrowed until the next call. A
	 * fixed field is filled up with zero bytes.
	 */
	bool (*bytes)(void *owner, const struct schema_field *field,
		const uint8_t **bytes, size_t *size);

	/* Enters a struct or an array. For an array the source says how many
	 * elements it has and its sequence number. A fixed array needs exactly
	 * as many as the schema says (`count` comes with that number):
	 * STATUS_TOO_LONG and STATUS_TOO_SHORT tell of others. For a struct
	 * both are ignored.
	 */
	bool (*open)(void *owner, const struct schema_field *field,
		size_t *count, uint8_t *sequence);

	/* The next value asked for is member or element `index`, from 0, of
	 * the innermost open struct or array, which is `field`.
	 */
	bool (*select)(
		void *owner, const struct schema_field *field, size_t index);
	bool (*close)(void *owner, const struct schema_field *field);
};

/* Writes one field. On failure `where` (may be NULL) is set to the innermost
 * field that failed, and what was written before stays in the writer.
 */
enum status encode_field(struct wire_writer *writer,
	const struct schema_field *field, const struct source *source,
	void *owner, const struct schema_field **where);
