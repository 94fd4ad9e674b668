/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The functions of libc that open a path or resolve one. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/preload.h"

/* What a program compiled with _FORTIFY_SOURCE calls; no header has them. */
int __open_2(const char *path, int flags);
int __open64_2(const char *path, int flags);
int __openat_2(int directory, const char *path, int flags);
int __openat64_2(int directory, const char *path, int flags);
char *__realpath_chk(const char *path, char *resolved, size_t size);
ssize_t __readlink_chk(const char *path, char *text, size_t size, size_t room);
ssize_t __readlinkat_chk(
	int directory, const char *path, char *text, size_t size, size_t room);

static bool takes_mode(int flags)
{
	return (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE;
}

/* The mode is the last argument, and there only with O_CREAT or O_TMPFILE. */
#define READ_MODE(mode, flags) \
	do { \
		va_list arguments; \
\
		if (!takes_mode(flags)) \
			break; \
		va_start(arguments, flags); \
		mode = va_arg(arguments, mode_t); \
		va_end(arguments); \
	} while (0)

PRELOAD_SHOWN int open(const char *path, int flags, ...)
{
	char buffer[PRELOAD_PATH_SIZE];
	mode_t mode = 0;

	READ_MODE(mode, flags);
	if (preload_is_device(path))
		return preload_open_device(path, flags);

	return PRELOAD_NEXT(open)(preload_map(path, buffer), flags, mode);
}

PRELOAD_SHOWN int open64(const char *path, int flags, ...)
{
	char buffer[PRELOAD_PATH_SIZE];
	mode_t mode = 0;

	READ_MODE(mode, flags);
	if (preload_is_device(path))
		return preload_open_device(path, flags);

	return PRELOAD_NEXT(open64)(preload_map(path, buffer), flags, mode);
}

PRELOAD_SHOWN int openat(int directory, const char *path, int flags, ...)
{
	char buffer[PRELOAD_PATH_SIZE];
	mode_t mode = 0;

	READ_MODE(mode, flags);
	if (preload_is_device(path))
		return preload_open_device(path, flags);

	return PRELOAD_NEXT(openat)(
		directory, preload_map(path, buffer), flags, mode);
}

PRELOAD_SHOWN int openat64(int directory, const char *path, int flags, ...)
{
	char buffer[PRELOAD_PATH_SIZE];
	mode_t mode = 0;

	READ_MODE(mode, flags);
	if (preload_is_device(path))
		return preload_open_device(path, flags);

	return PRELOAD_NEXT(openat64)(
		directory, preload_map(path, buffer), flags, mode);
}

PRELOAD_SHOWN int __open_2(const char *path, int flags)
{
	return open(path, flags);
}

PRELOAD_SHOWN int __open64_2(const char *path, int flags)
{
	return open64(path, flags);
}

PRELOAD_SHOWN int __openat_2(int directory, const char *path, int flags)
{
	return openat(directory, path, flags);
}

PRELOAD_SHOWN int __openat64_2(int directory, const char *path, int flags)
{
	return openat64(directory, path, flags);
}

static FILE *open_stream(const char *path, const char *mode)
{
	int flags = strchr(mode, 'e') ? O_CLOEXEC : 0;
	int descriptor = preload_open_device(path, O_RDWR | flags);
	FILE *stream = descriptor < 0 ? NULL : fdopen(descriptor, mode);

	if (descriptor >= 0 && !stream)
		close(descriptor);

	return stream;
}

PRELOAD_SHOWN FILE *fopen(const char *path, const char *mode)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path))
		return open_stream(path, mode);

	return PRELOAD_NEXT(fopen)(preload_map(path, buffer), mode);
}

PRELOAD_SHOWN FILE *fopen64(const char *path, const char *mode)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path))
		return open_stream(path, mode);

	return PRELOAD_NEXT(fopen64)(preload_map(path, buffer), mode);
}

PRELOAD_SHOWN DIR *opendir(const char *path)
{
	char buffer[PRELOAD_PATH_SIZE];

	return PRELOAD_NEXT(opendir)(preload_map(path, buffer));
}

/* glibc has two versions, and only the second allocates on request. */
static __typeof__(&realpath) real_realpath(void)
{
	__typeof__(&realpath) second = (__typeof__(&realpath))dlvsym(
		RTLD_NEXT, "realpath", "GLIBC_2.3");

	return second ? second : PRELOAD_NEXT(realpath);
}

PRELOAD_SHOWN char *realpath(const char *path, char *resolved)
{
	char buffer[PRELOAD_PATH_SIZE];
	char *found;

	if (preload_is_device(path)) {
		snprintf(buffer, sizeof(buffer), PRELOAD_DEVICE "%d",
			preload_device(path));
		if (!resolved)
			return strdup(buffer);
		return strcpy(resolved, buffer);
	}
	found = real_realpath()(preload_map(path, buffer), resolved);
	if (found)
		preload_unmap(found);

	return found;
}

PRELOAD_SHOWN char *__realpath_chk(
	const char *path, char *resolved, size_t size)
{
	if (resolved && size < PATH_MAX)
		abort();

	return realpath(path, resolved);
}

PRELOAD_SHOWN char *canonicalize_file_name(const char *path)
{
	return realpath(path, NULL);
}

PRELOAD_SHOWN ssize_t readlink(const char *path, char *text, size_t size)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path)) {
		errno = EINVAL;
		return -1;
	}

	return PRELOAD_NEXT(readlink)(preload_map(path, buffer), text, size);
}

PRELOAD_SHOWN ssize_t readlinkat(
	int directory, const char *path, char *text, size_t size)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path)) {
		errno = EINVAL;
		return -1;
	}

	return PRELOAD_NEXT(readlinkat)(
		directory, preload_map(path, buffer), text, size);
}

PRELOAD_SHOWN ssize_t __readlink_chk(
	const char *path, char *text, size_t size, size_t room)
{
	if (size > room)
		abort();

	return readlink(path, text, size);
}

PRELOAD_SHOWN ssize_t __readlinkat_chk(
	int directory, const char *path, char *text, size_t size, size_t room)
{
	if (size > room)
		abort();

	return readlinkat(directory, path, text, size);
}
