/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* dialog.h - questions and answers in a row, for cases that are about what a
 * client does next.
 *
 * Client ids are allocated when a service is asked first, and released at the
 * end. TLVs are given as hex: "01 01 00 05".
 */
#pragma once

#include "tests/victim/victim.h"

struct dialog {
	struct victim *victim;
	uint8_t clients[256]; /* by service */
	struct packet *last;  /* the last answer, or NULL */
};

/* Asks; 0, a QMI error, or -1 without an answer. */
int dialog_ask(struct dialog *dialog, uint8_t service, uint16_t message,
	const char *tlvs);

/* The bytes of a TLV of the last answer, or NULL when it is not there or shorter
 * than `size`.
 */
const uint8_t *dialog_tlv(const struct dialog *dialog, uint8_t id, size_t size);

/* Releases everything and returns `status`. */
int dialog_end(struct dialog *dialog, int status);
