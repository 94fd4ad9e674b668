/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* words.h - what commands about messages read from their command line.
 *
 * Errors: a function that returns false has printed a message that names the
 * option, what was expected and, for names, the nearest one.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A number in decimal or 0x hex, from 0 to `most`, which fits 16 bits. */
bool words_number(
	const char *option, const char *text, uint16_t most, uint16_t *value);

/* USB ids in hex, such as 1199:9071; the vendor is not 0. */
bool words_usb(const char *option, const char *text, uint16_t *vendor,
	uint16_t *product);

/* A service by name or number. */
bool words_service(const char *text, uint16_t *service);

/* Flushes stdout. Returns `status`, or VERDICT_ENVIRONMENT after a message when
 * what was printed could not be written.
 */
int words_finish(int status);
