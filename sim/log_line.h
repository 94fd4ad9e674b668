/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* log_line.h - what tells that a line of text is from the log of a QMI client.
 *
 * libqmi writes arrows; others write frames in hex at the end of a line, such as
 * "Send packet: 01 0c 00 00 ...".
 *
 * Ownership: buffers are the caller's.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Finds such frames and writes their bytes. False: the line has none, or more
 * than there is room for.
 */
bool log_line_frames(const char *line, size_t size, uint8_t *buffer,
	size_t room, size_t *count);

/* Whether the bytes are frames and nothing else. */
bool log_line_is_frames(const uint8_t *bytes, size_t size);

/* Where the text behind "<<<<<<" or ">>>>>>" begins, or 0. */
size_t log_line_arrows(const char *line, size_t size);

/* The time that a line says: "12:34:56", with or without a fraction, since
 * midnight, or "[1234.567890]". False: it says none.
 */
bool log_line_time(const char *line, size_t size, uint64_t *time_us);
