/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* newcomer.h - where a new client's bytes begin, behind those of one that left.
 *
 * On a PTY both arrive in one row, and nothing marks the place. But clients
 * write whole frames, and one that left in the middle of a frame makes what
 * follows unlike a row of frames.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sets `start` to the size of what is of clients that left. False: it cannot be
 * told before more bytes are there.
 */
bool newcomer_find(const uint8_t *bytes, size_t size, size_t *start);
