/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* decode.h - walks a schema and a message's bytes side by side.
 *
 * A visitor hears everything that is in the message, in the order of the wire,
 * so that it can write the same bytes again (see encode.h). Nothing here
 * allocates; a value is at most the size of its TLV and an array has at most as
 * many elements as its TLV has bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"
#include "lib/schema.h"

/* What the owner hears. Entries may be NULL. */
struct visitor {
	/* A TLV begins. `schema` is NULL when the TLV is unknown. When `status`
	 * is not STATUS_OK or `schema` is NULL, no values follow: the TLV's
	 * bytes are all there is to know. `repeated`: a TLV of that type came
	 * before.
	 */
	void (*tlv)(void *owner, const struct tlv *tlv,
		const struct schema_tlv *schema, enum status status,
		bool repeated);

	/* A number, bool, enum or flags value. Signed numbers are sign
	 * extended; floats are passed as their bits.
	 */
	void (*number)(
		void *owner, const struct schema_field *field, uint64_t value);

	/* A string or an array of plain bytes. */
	void (*bytes)(void *owner, const struct schema_field *field,
		const uint8_t *bytes, size_t size);

	/* A struct or an array begins and ends. `count` is the number of
	 * members or elements; `sequence` is 0 where the schema has none.
	 */
	void (*open)(void *owner, const struct schema_field *field,
		size_t count, uint8_t sequence);
	void (*close)(void *owner, const struct schema_field *field);

	/* Bytes that the TLV holds behind its last field. */
	void (*extra)(void *owner, const uint8_t *bytes, size_t size);

	/* The TLV ends; called for every TLV. */
	void (*tlv_end)(void *owner, const struct tlv *tlv);
};

/* Walks a TLV block. `body` is NULL for an unknown message. The result TLV of
 * responses is in no schema and comes as an unknown TLV.
 *
 * Returns STATUS_OK, or STATUS_TLV_OVERRUNS when its last TLV is cut short; that
 * TLV too is passed to the visitor, with that status.
 */
enum status decode_tlvs(const uint8_t *tlvs, size_t size,
	const struct schema_body *body, const struct visitor *visitor,
	void *owner);

/* Tests whether `field` can be read from `bytes` and how many bytes it takes.
 * When it cannot, `used` is how far it went before the bytes ended. `used` may
 * be NULL.
 */
enum status decode_check(const struct schema_field *field, const uint8_t *bytes,
	size_t size, size_t *used);

/* The value of a float's bits, as a number() call passes them. */
double decode_real(const struct schema_field *field, uint64_t bits);
