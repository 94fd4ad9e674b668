/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* builtin.h - files that are part of the program: runtime, default modem,
 * presets, the default scenario and the frame of the reference page. Made by
 * sim/embed.lua at build time.
 */
#pragma once

#include <stddef.h>

struct builtin_file {
	const char *name; /* "runtime/init.lua", "modem/dms.lua", ... */
	const char *text;
	size_t size;
	const char *compiled; /* the text, compiled by the Lua that built us;
			       * "" for what is no Lua */
	size_t compiled_size;
};

/* Sorted by name; ends with a NULL name. */
extern const struct builtin_file builtin_files[];

/* NULL: there is none. */
const struct builtin_file *builtin_find(const char *name);
