/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/preload.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

/* Writes an absolute path without empty, "." and ".." parts. Returns false when
 * it is not absolute or too long.
 */
static bool normalise(const char *path, char *plain, size_t size)
{
	size_t used = 0;

	if (!path || *path != '/')
		return false;
	while (*path) {
		size_t part;

		path += strspn(path, "/");
		part = strcspn(path, "/");
		if (part == 2 && memcmp(path, "..", 2) == 0) {
			while (used > 0 && plain[--used] != '/')
				;
		} else if (part > 0 && !(part == 1 && *path == '.')) {
			if (used + part + 2 > size)
				return false;
			plain[used++] = '/';
			memcpy(plain + used, path, part);
			used += part;
		}
		path += part;
	}
	plain[used] = '\0';

	return true;
}

static bool is_below(const char *path, const char *directory)
{
	size_t length = strlen(directory);

	return strncmp(path, directory, length) == 0 &&
		(path[length] == '/' || path[length] == '\0');
}

/* The variable that names the socket of a modem. */
static const char *variable_of(int number, char *name, size_t size)
{
	if (number == 0)
		return "QMIMIC_SOCKET";
	snprintf(name, size, "QMIMIC_SOCKET_%d", number);

	return name;
}

int preload_device(const char *path)
{
	const size_t prefix = sizeof(PRELOAD_DEVICE) - 1;
	char plain[PRELOAD_DEVICE_SIZE];
	char name[PRELOAD_DEVICE_SIZE];
	char *end;
	long number;

	if (!getenv("QMIMIC_SOCKET") ||
		!normalise(path, plain, sizeof(plain)) ||
		strncmp(plain, PRELOAD_DEVICE, prefix) != 0 ||
		plain[prefix] < '0' || plain[prefix] > '9')
		return -1;
	number = strtol(plain + prefix, &end, 10);
	if (*end || number >= PRELOAD_MODEMS_MAX ||
		(plain[prefix] == '0' && number > 0) ||
		!getenv(variable_of((int)number, name, sizeof(name))))
		return -1;

	return (int)number;
}

const char *preload_map(const char *path, char *buffer)
{
	const char *tree = getenv("QMIMIC_TREE");
	char plain[PRELOAD_PATH_SIZE];
	int saved = errno;
	int length;
	bool is_there;

	if (!tree || !normalise(path, plain, sizeof(plain)) ||
		(!is_below(plain, "/sys") && !is_below(plain, "/run/udev")))
		return path;
	length = snprintf(buffer, PRELOAD_PATH_SIZE, "%s%s", tree, plain);
	if (length < 0 || length >= PRELOAD_PATH_SIZE)
		return path;
	is_there = syscall(SYS_faccessat, AT_FDCWD, buffer, F_OK) == 0;
	errno = saved;

	return is_there ? buffer : path;
}

void preload_unmap(char *path)
{
	const char *tree = getenv("QMIMIC_TREE");

	if (tree && *tree && is_below(path, tree) && path[strlen(tree)])
		memmove(path, path + strlen(tree),
			strlen(path) - strlen(tree) + 1);
}

static bool modem_address(struct sockaddr_un *address, const char *variable)
{
	const char *path = getenv(variable);

	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	if (!path || !*path || strlen(path) >= sizeof(address->sun_path))
		return false;
	strcpy(address->sun_path, path);

	return true;
}

static bool is_peer(const struct sockaddr_un *peer, int number)
{
	char name[PRELOAD_DEVICE_SIZE];
	struct sockaddr_un modem;

	return modem_address(&modem, variable_of(number, name, sizeof(name))) &&
		strcmp(peer->sun_path, modem.sun_path) == 0;
}

int preload_modem(int descriptor)
{
	struct sockaddr_un peer = {0};
	socklen_t size = sizeof(peer) - 1;
	int saved = errno;
	bool is_unix = getpeername(descriptor, (struct sockaddr *)&peer,
			       &size) == 0 &&
		peer.sun_family == AF_UNIX;
	int number = is_unix ? PRELOAD_MODEMS_MAX - 1 : -1;

	while (number >= 0 && !is_peer(&peer, number))
		number--;
	errno = saved;

	return number;
}

int preload_open_device(const char *path, int flags)
{
	char name[PRELOAD_DEVICE_SIZE];
	struct sockaddr_un address;
	int kind = SOCK_STREAM | (flags & O_CLOEXEC ? SOCK_CLOEXEC : 0);
	int descriptor;

	if (!modem_address(&address,
		    variable_of(preload_device(path), name, sizeof(name)))) {
		errno = ENODEV;
		return -1;
	}
	descriptor = socket(AF_UNIX, kind, 0);
	if (descriptor < 0)
		return -1;
	if (PRELOAD_NEXT(connect)(descriptor, (struct sockaddr *)&address,
		    sizeof(address)) < 0) {
		close(descriptor);
		errno = ENODEV; /* as when the modem is unplugged */
		return -1;
	}
	if (flags & O_NONBLOCK)
		fcntl(descriptor, F_SETFL,
			fcntl(descriptor, F_GETFL) | O_NONBLOCK);

	return descriptor;
}

PRELOAD_SHOWN int connect(
	int descriptor, const struct sockaddr *address, socklen_t size)
{
	static const char proxy[] = "\0qmi-proxy";
	const struct sockaddr_un *unix_address = (const void *)address;
	struct sockaddr_un other;

	if (size ==
			offsetof(struct sockaddr_un, sun_path) + sizeof(proxy) -
				1 &&
		address->sa_family == AF_UNIX &&
		memcmp(unix_address->sun_path, proxy, sizeof(proxy) - 1) == 0 &&
		modem_address(&other, "QMIMIC_PROXY_SOCKET"))
		return PRELOAD_NEXT(connect)(
			descriptor, (struct sockaddr *)&other, sizeof(other));

	return PRELOAD_NEXT(connect)(descriptor, address, size);
}
