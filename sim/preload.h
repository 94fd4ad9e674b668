/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* preload.h - what the files of libqmimic-preload.so share.
 *
 * The library stands between a command and libc where namespaces are refused:
 * /dev/cdc-wdm0 is a connection to the modem's unix socket, cdc-wdm1 and so on to
 * that of another, and files of /sys
 * and /run/udev that the tree of the box has are taken from there. Everything
 * else is passed on as it is. It needs nothing but libc and keeps no state, so
 * that it can be in any process.
 *
 * Environment: QMIMIC_SOCKET names the modem's socket, QMIMIC_SOCKET_1 and so on
 * those of further modems, QMIMIC_TREE the tree,
 * QMIMIC_PROXY_SOCKET a socket that stands for the abstract @qmi-proxy. What is
 * not set is not redirected.
 */
#pragma once

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

#define PRELOAD_DEVICE "/dev/cdc-wdm" /* and a number */

/* A function that takes the place of one in libc. */
#define PRELOAD_SHOWN __attribute__((visibility("default")))

/* The function of that name that would have been called otherwise. */
#define PRELOAD_NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

enum {
	PRELOAD_PATH_SIZE = 4096,
	PRELOAD_MAJOR = 180, /* of cdc-wdm0 */
	PRELOAD_MINOR = 176,
	PRELOAD_MODEMS_MAX = 16,
	PRELOAD_DEVICE_SIZE = 32, /* of the path of a device */
};

/* The number of the device that a path means, or -1. Only absolute paths are
 * looked at.
 */
int preload_device(const char *path);

static inline bool preload_is_device(const char *path)
{
	return preload_device(path) >= 0;
}

/* Returns `path`, or where the tree has it, in `buffer` of PRELOAD_PATH_SIZE.
 * Passing NULL is fine.
 */
const char *preload_map(const char *path, char *buffer);

/* Cuts the tree's directory off an absolute path, in place. */
void preload_unmap(char *path);

/* The number of the modem that a descriptor is a connection to, or -1. */
int preload_modem(int descriptor);

static inline bool preload_is_modem(int descriptor)
{
	return preload_modem(descriptor) >= 0;
}

/* Connects to the modem of a device; `flags` as for open(). -1 and errno on
 * failure.
 */
int preload_open_device(const char *path, int flags);
