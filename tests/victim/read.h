/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* read.h - what cases share that ask, decode and show.
 *
 * Cases that read values show them on standard output in the words of qmicli,
 * where the scenario looks for them.
 *
 * Ownership: packets belong to the caller; texts that are returned are freed by
 * it.
 */
#pragma once

#include "tests/victim/victim.h"

/* Asks with a client id of its own, which it gives back. NULL: no answer. */
struct packet *ask(struct victim *victim, uint8_t service, uint16_t message,
	const struct tlvs *tlvs);

/* What a 7-bit packed text says, by `count` characters, as UTF-8 for ASCII and
 * '?' for all else.
 */
char *unpack_septets(const uint8_t *bytes, size_t size, size_t count);

/* Little-endian UTF-16 as UTF-8; half a character at the end is left out. */
char *utf16_text(const uint8_t *bytes, size_t size);

/* Whether all is printable ASCII, tabulator, CR or LF. */
bool is_printable(const uint8_t *bytes, size_t size);
