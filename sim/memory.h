/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* memory.h - allocation that does not return NULL.
 *
 * When the system has no memory left, these end the program with a message and
 * status 3. What is allocated is zeroed and freed with free().
 */
#pragma once

#include <stddef.h>

void *memory_alloc(size_t size);

/* As reallocarray(); new room is not zeroed. */
void *memory_grow(void *old, size_t count, size_t size);

char *memory_string(const char *text);

/* As asprintf(), and returns the text. */
char *memory_format(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
