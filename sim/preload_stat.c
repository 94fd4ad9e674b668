/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The functions of libc that tell what a path or a descriptor is. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "sim/preload.h"

/* What programs linked against a glibc before 2.33 call. */
int __xstat(int version, const char *path, struct stat *info);
int __xstat64(int version, const char *path, struct stat64 *info);
int __lxstat(int version, const char *path, struct stat *info);
int __lxstat64(int version, const char *path, struct stat64 *info);
int __fxstat(int version, int descriptor, struct stat *info);
int __fxstat64(int version, int descriptor, struct stat64 *info);
int __fxstatat(int version, int directory, const char *path, struct stat *info,
	int flags);
int __fxstatat64(int version, int directory, const char *path,
	struct stat64 *info, int flags);

/* struct stat and struct stat64 have the same members. */
#define FILL_DEVICE(info, number) \
	do { \
		memset(info, 0, sizeof(*(info))); \
		(info)->st_mode = S_IFCHR | 0600; \
		(info)->st_nlink = 1; \
		(info)->st_ino = (ino_t)(PRELOAD_MINOR + (number)); \
		(info)->st_uid = geteuid(); \
		(info)->st_gid = getegid(); \
		(info)->st_rdev = makedev(PRELOAD_MAJOR, \
			(unsigned int)(PRELOAD_MINOR + (number))); \
		(info)->st_blksize = 4096; \
	} while (0)

#define DEFINE_PATH(name, type) \
	PRELOAD_SHOWN int name(const char *path, type *info) \
	{ \
		char buffer[PRELOAD_PATH_SIZE]; \
\
		if (preload_is_device(path)) { \
			FILL_DEVICE(info, preload_device(path)); \
			return 0; \
		} \
		return PRELOAD_NEXT(name)(preload_map(path, buffer), info); \
	}

#define DEFINE_OLD_PATH(name, type) \
	PRELOAD_SHOWN int name(int version, const char *path, type *info) \
	{ \
		char buffer[PRELOAD_PATH_SIZE]; \
\
		if (preload_is_device(path)) { \
			FILL_DEVICE(info, preload_device(path)); \
			return 0; \
		} \
		return PRELOAD_NEXT(name)( \
			version, preload_map(path, buffer), info); \
	}

#define DEFINE_AT(name, type) \
	PRELOAD_SHOWN int name( \
		int directory, const char *path, type *info, int flags) \
	{ \
		char buffer[PRELOAD_PATH_SIZE]; \
		int error; \
\
		if (preload_is_device(path)) { \
			FILL_DEVICE(info, preload_device(path)); \
			return 0; \
		} \
		error = PRELOAD_NEXT(name)( \
			directory, preload_map(path, buffer), info, flags); \
		if (error == 0 && S_ISSOCK(info->st_mode) && \
			(flags & AT_EMPTY_PATH) && \
			preload_is_modem(directory)) \
			FILL_DEVICE(info, preload_modem(directory)); \
		return error; \
	}

#define DEFINE_OLD_AT(name, type) \
	PRELOAD_SHOWN int name(int version, int directory, const char *path, \
		type *info, int flags) \
	{ \
		char buffer[PRELOAD_PATH_SIZE]; \
\
		if (preload_is_device(path)) { \
			FILL_DEVICE(info, preload_device(path)); \
			return 0; \
		} \
		return PRELOAD_NEXT(name)(version, directory, \
			preload_map(path, buffer), info, flags); \
	}

#define DEFINE_DESCRIPTOR(name, type) \
	PRELOAD_SHOWN int name(int descriptor, type *info) \
	{ \
		int error = PRELOAD_NEXT(name)(descriptor, info); \
\
		if (error == 0 && S_ISSOCK(info->st_mode) && \
			preload_is_modem(descriptor)) \
			FILL_DEVICE(info, preload_modem(descriptor)); \
		return error; \
	}

#define DEFINE_OLD_DESCRIPTOR(name, type) \
	PRELOAD_SHOWN int name(int version, int descriptor, type *info) \
	{ \
		int error = PRELOAD_NEXT(name)(version, descriptor, info); \
\
		if (error == 0 && S_ISSOCK(info->st_mode) && \
			preload_is_modem(descriptor)) \
			FILL_DEVICE(info, preload_modem(descriptor)); \
		return error; \
	}

DEFINE_PATH(stat, struct stat)
DEFINE_PATH(stat64, struct stat64)
DEFINE_PATH(lstat, struct stat)
DEFINE_PATH(lstat64, struct stat64)
DEFINE_AT(fstatat, struct stat)
DEFINE_AT(fstatat64, struct stat64)
DEFINE_DESCRIPTOR(fstat, struct stat)
DEFINE_DESCRIPTOR(fstat64, struct stat64)
DEFINE_OLD_PATH(__xstat, struct stat)
DEFINE_OLD_PATH(__xstat64, struct stat64)
DEFINE_OLD_PATH(__lxstat, struct stat)
DEFINE_OLD_PATH(__lxstat64, struct stat64)
DEFINE_OLD_AT(__fxstatat, struct stat)
DEFINE_OLD_AT(__fxstatat64, struct stat64)
DEFINE_OLD_DESCRIPTOR(__fxstat, struct stat)
DEFINE_OLD_DESCRIPTOR(__fxstat64, struct stat64)

static void fill_statx(struct statx *info, int number)
{
	memset(info, 0, sizeof(*info));
	info->stx_mask = STATX_BASIC_STATS;
	info->stx_mode = S_IFCHR | 0600;
	info->stx_nlink = 1;
	info->stx_ino = (unsigned int)(PRELOAD_MINOR + number);
	info->stx_uid = geteuid();
	info->stx_gid = getegid();
	info->stx_rdev_major = PRELOAD_MAJOR;
	info->stx_rdev_minor = (uint32_t)(PRELOAD_MINOR + number);
	info->stx_blksize = 4096;
}

PRELOAD_SHOWN int statx(int directory, const char *path, int flags,
	unsigned int mask, struct statx *info)
{
	char buffer[PRELOAD_PATH_SIZE];
	int error;

	if (preload_is_device(path)) {
		fill_statx(info, preload_device(path));
		return 0;
	}
	error = PRELOAD_NEXT(statx)(
		directory, preload_map(path, buffer), flags, mask, info);
	if (error == 0 && S_ISSOCK(info->stx_mode) && (flags & AT_EMPTY_PATH) &&
		preload_is_modem(directory))
		fill_statx(info, preload_modem(directory));

	return error;
}

PRELOAD_SHOWN int access(const char *path, int mode)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path) && !(mode & X_OK))
		return 0;

	return PRELOAD_NEXT(access)(preload_map(path, buffer), mode);
}

PRELOAD_SHOWN int euidaccess(const char *path, int mode)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path) && !(mode & X_OK))
		return 0;

	return PRELOAD_NEXT(euidaccess)(preload_map(path, buffer), mode);
}

PRELOAD_SHOWN int faccessat(
	int directory, const char *path, int mode, int flags)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path) && !(mode & X_OK))
		return 0;

	return PRELOAD_NEXT(faccessat)(
		directory, preload_map(path, buffer), mode, flags);
}

PRELOAD_SHOWN ssize_t getxattr(
	const char *path, const char *name, void *value, size_t size)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path)) {
		errno = ENODATA;
		return -1;
	}

	return PRELOAD_NEXT(getxattr)(
		preload_map(path, buffer), name, value, size);
}

PRELOAD_SHOWN ssize_t lgetxattr(
	const char *path, const char *name, void *value, size_t size)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path)) {
		errno = ENODATA;
		return -1;
	}

	return PRELOAD_NEXT(lgetxattr)(
		preload_map(path, buffer), name, value, size);
}

PRELOAD_SHOWN ssize_t listxattr(const char *path, char *list, size_t size)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path))
		return 0;

	return PRELOAD_NEXT(listxattr)(preload_map(path, buffer), list, size);
}

PRELOAD_SHOWN ssize_t llistxattr(const char *path, char *list, size_t size)
{
	char buffer[PRELOAD_PATH_SIZE];

	if (preload_is_device(path))
		return 0;

	return PRELOAD_NEXT(llistxattr)(preload_map(path, buffer), list, size);
}
