/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/pty_link.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool leads_to(const char *path, const char *target)
{
	char found[PATH_MAX];
	ssize_t size = readlink(path, found, sizeof(found) - 1);

	if (size < 0)
		return false;
	found[size] = '\0';

	return strcmp(found, target) == 0;
}

static bool leads_nowhere(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0 && S_ISLNK(status.st_mode) &&
		stat(path, &status) < 0 && errno == ENOENT;
}

int pty_link_make(const char *path, const char *target, const char *before)
{
	char temporary[PATH_MAX];
	int size;

	if (symlink(target, path) == 0)
		return 0;
	if (errno != EEXIST)
		return -errno;
	if (!leads_nowhere(path) && !(before && leads_to(path, before)))
		return -EEXIST;

	/* A client that opens the path meanwhile finds one or the other. */
	size = snprintf(
		temporary, sizeof(temporary), "%s.%ld", path, (long)getpid());
	if (size < 0 || (size_t)size >= sizeof(temporary))
		return -ENAMETOOLONG;
	if (symlink(target, temporary) < 0)
		return -errno;
	if (rename(temporary, path) < 0) {
		int error = -errno;

		unlink(temporary);
		return error;
	}

	return 0;
}

void pty_link_remove(const char *path, const char *target)
{
	if (leads_to(path, target))
		unlink(path);
}
