/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* redact.h - puts dummy values in place of those that name a person, a card or
 * a place.
 *
 * Works in place, and every value keeps its size and shape: digits stay digits,
 * letters stay letters, an IMEI and an ICCID keep a valid check digit, "not
 * known" (all bits set) stays so, and a message stays as well formed or as
 * malformed as it was. What comes out depends on the shape only, never on the
 * value. The schema says which fields are personal; of a personal field that is
 * malformed everything is masked.
 *
 * Messages and TLVs that no schema knows, and bytes that are no frame, stay as
 * they are.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/schema.h"

/* Frames in a row, the last of which may be cut short. `vendor` is the USB
 * vendor id whose messages are known, or 0.
 */
void redact_frames(uint8_t *bytes, size_t size, uint16_t vendor);

/* One message without its frame, which may be cut short. */
void redact_message(
	uint16_t service, uint8_t *bytes, size_t size, uint16_t vendor);

/* The value of one TLV. */
void redact_value(
	const struct schema_field *field, uint8_t *bytes, size_t size);

/* The parts of redact_value(): a string or byte array, a number, and bytes of
 * which nothing is known.
 */
void redact_bytes(
	const struct schema_field *field, uint8_t *bytes, size_t size);
void redact_number(const struct schema_field *field, uint8_t *bytes);
void redact_blob(uint8_t *bytes, size_t size);

/* Whether anything in the field is personal. */
bool redact_concerns(const struct schema_field *field);
