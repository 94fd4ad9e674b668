/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_clock.h"

#include <dlfcn.h>
#include <errno.h>
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/box_preload.h"

#define LIBRARY "faketime/libfaketime.so.1"

/* A path with one of these would be two for the dynamic linker. */
static const char separators[] = " :";

static bool is_there(char *path, size_t size, const char *start, size_t length)
{
	int used = snprintf(path, size, "%.*s/" LIBRARY, (int)length, start);

	return used > 0 && (size_t)used < size && access(path, R_OK) == 0 &&
		!strpbrk(path, separators);
}

bool clock_find(char *path, size_t size)
{
	static const char *const folders[] = {
		"/usr/local/lib", "/usr/lib64", "/usr/lib"};
	const char *named = getenv("QMIMIC_FAKETIME");
	const char *name;
	Dl_info libc;

	if (named && *named) {
		if (*named != '/' || strlen(named) >= size ||
			strpbrk(named, separators) || access(named, R_OK) < 0)
			return false;
		strcpy(path, named);
		return true;
	}
	/* Where libraries of this word size are. */
	if (dladdr((void *)gnu_get_libc_version, &libc) && libc.dli_fname) {
		name = strrchr(libc.dli_fname, '/');
		if (name &&
			is_there(path, size, libc.dli_fname,
				(size_t)(name - libc.dli_fname)))
			return true;
	}
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (is_there(path, size, folders[i], strlen(folders[i])))
			return true;

	return false;
}

int clock_change(
	struct box_config *config, char *path, size_t size, const char **why)
{
	if (config->speed <= 0 || config->speed == 1)
		return 0;
	if (!clock_find(path, size)) {
		*why = "needs libfaketime: install it, or set QMIMIC_FAKETIME "
		       "to the path of libfaketime.so.1";
		return -ENOENT;
	}
	if (preload_refusal(config->argv[0])) {
		*why = "cannot change the clock of the command: it is "
		       "statically linked, setuid or of another word size";
		return -ENOTSUP;
	}
	config->clock = path;

	return 0;
}
