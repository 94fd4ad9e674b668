/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *checked(void *memory)
{
	if (!memory) {
		fputs("qmimic: out of memory\n", stderr);
		exit(3);
	}

	return memory;
}

void *memory_alloc(size_t size)
{
	return checked(calloc(1, size));
}

void *memory_grow(void *old, size_t count, size_t size)
{
	return checked(reallocarray(old, count, size));
}

char *memory_string(const char *text)
{
	return checked(strdup(text));
}

char *memory_format(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);

	return checked(text);
}
