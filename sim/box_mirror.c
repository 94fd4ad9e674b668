/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Bind mounts, and directories that are covered by others. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/box_inner.h"

enum {
	NAMES_MAX = 8,
	PATH_SIZE = 300,
};

int box_bind(int descriptor, const char *path, unsigned long flags)
{
	char source[32];

	snprintf(source, sizeof(source), "/proc/self/fd/%d", descriptor);

	return mount(source, path, NULL, MS_BIND | flags, NULL) < 0 ? -errno
								    : 0;
}

/* What is mounted upon is a socket: a program that opens the path in between
 * is told that there is no device, and not given a file without one.
 */
int box_bind_file(int descriptor, const char *path)
{
	if (mknod(path, S_IFSOCK | 0666, 0) < 0 && errno != EEXIST)
		return -errno;

	return box_bind(descriptor, path, 0);
}

int box_cover(const char *path)
{
	int directory;

	if (mount("tmpfs", path, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		    "mode=0755,size=16384k") < 0)
		return -errno;
	directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	return directory < 0 ? -errno : directory;
}

/* Makes one entry of a covered directory appear again. */
static void uncover(int old, const char *directory, const char *name)
{
	char path[PATH_SIZE];
	char target[256];
	struct stat info;
	ssize_t length;
	int entry;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	if (fstatat(old, name, &info, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	if (S_ISLNK(info.st_mode)) {
		length = readlinkat(old, name, target, sizeof(target) - 1);
		target[length > 0 ? length : 0] = '\0';
		if (length > 0 && symlink(target, path) < 0)
			return;
		return;
	}
	entry = openat(old, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	if (entry < 0)
		return;
	if (!S_ISDIR(info.st_mode))
		box_bind_file(entry, path);
	else if (mkdir(path, 0755) == 0)
		box_bind(entry, path, MS_REC);
	close(entry);
}

static bool is_among(const char *const *names, const char *name)
{
	for (; *names; names++)
		if (strcmp(*names, name) == 0)
			return true;

	return false;
}

/* Makes the new directories first, so that nothing else takes their place. */
static int fill(DIR *old, const char *directory, const char *const *names)
{
	char path[PATH_SIZE];
	struct dirent *entry;

	for (const char *const *name = names; *name; name++) {
		snprintf(path, sizeof(path), "%s/%s", directory, *name);
		if (mkdir(path, 0755) < 0)
			return -errno;
	}
	while ((entry = readdir(old)))
		if (strcmp(entry->d_name, ".") != 0 &&
			strcmp(entry->d_name, "..") != 0 &&
			!is_among(names, entry->d_name))
			uncover(dirfd(old), directory, entry->d_name);

	return 0;
}

int box_mirror(const char *path, ...)
{
	const char *names[NAMES_MAX + 1] = {0};
	va_list arguments;
	int covered;
	DIR *old;

	va_start(arguments, path);
	for (size_t i = 0; i < NAMES_MAX; i++) {
		names[i] = va_arg(arguments, const char *);
		if (!names[i])
			break;
	}
	va_end(arguments);
	old = opendir(path);
	if (!old)
		return -errno;
	covered = box_cover(path);
	if (covered >= 0) {
		close(covered);
		covered = fill(old, path, names);
	}
	closedir(old);

	return covered;
}
