/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* chars.h - the character sets of the mobile network, to and from UTF-8.
 *
 * Ownership: everything is borrowed for the length of the call.
 *
 * Errors: whatever bytes come from the wire can be turned into text. The other
 * way, a function returns false for text that the set cannot express; a full
 * writer is failed as always (wire.h).
 *
 * Units: sizes in bytes unless they say septets.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/sink.h"
#include "lib/wire.h"

enum {
	CHARS_REPLACEMENT = 0xfffd, /* stands for what cannot be shown */
};

/* Reads the character at the beginning of `text` (`size` at least 1). `used` is
 * its size, 1 when the result is CHARS_INVALID. Overlong forms, surrogates and
 * numbers above 0x10ffff are invalid.
 */
#define CHARS_INVALID UINT32_MAX
uint32_t chars_utf8_next(const uint8_t *text, size_t size, size_t *used);

/* Writes one character, CHARS_REPLACEMENT when it is no valid one. */
void chars_put_utf8(struct sink *sink, uint32_t character);

/* GSM 03.38 (3GPP TS 23.038) with its extension table, 7 bits a character,
 * packed. `septets` says how many there are; bytes beyond them are padding and
 * septets beyond the bytes are left out.
 */
void chars_from_gsm7(
	struct sink *sink, const uint8_t *bytes, size_t size, size_t septets);

/* How many septets `size` bytes hold when nobody has said: a carriage return
 * that fills up the last byte is padding.
 */
size_t chars_gsm7_septets(const uint8_t *bytes, size_t size);

/* Packs UTF-8. `septets` (may be NULL) is set to their number. Spare bits are 0,
 * or a carriage return when there are seven, as 23.038 wants it.
 */
bool chars_to_gsm7(struct wire_writer *writer, const char *text, size_t size,
	size_t *septets);

/* The same with one septet in each byte. Bit 7 is ignored. */
void chars_from_gsm7_unpacked(
	struct sink *sink, const uint8_t *bytes, size_t size);
bool chars_to_gsm7_unpacked(
	struct wire_writer *writer, const char *text, size_t size);

/* UCS-2, and UTF-16 where surrogates come in pairs. A lone surrogate and an odd
 * last byte become CHARS_REPLACEMENT.
 */
void chars_from_ucs2(
	struct sink *sink, const uint8_t *bytes, size_t size, bool big_endian);
bool chars_to_ucs2(struct wire_writer *writer, const char *text, size_t size,
	bool big_endian);

/* Digits, low nibble first, up to the first 0xf. After 9 come * # a b c. */
void chars_from_bcd(struct sink *sink, const uint8_t *bytes, size_t size);

/* Writes digits; an odd last one is joined by 0xf. */
bool chars_to_bcd(struct wire_writer *writer, const char *text, size_t size);

/* A network: "262-01" or "310-410", three bytes after 3GPP TS 24.008. False for
 * bytes that hold other than decimal digits, and for text of another form; a
 * text may leave out the dash.
 */
bool chars_from_plmn(struct sink *sink, const uint8_t *bytes, size_t size);
bool chars_to_plmn(struct wire_writer *writer, const char *text, size_t size);
