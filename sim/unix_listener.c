/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/unix_listener.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
	BACKLOG = 128,
	FLAGS = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
};

static int make_address(struct sockaddr_un *address, socklen_t *address_size,
	const char *name, bool is_abstract)
{
	size_t size = strlen(name);

	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	if (size >= sizeof(address->sun_path))
		return -ENAMETOOLONG;
	memcpy(address->sun_path + is_abstract, name, size);
	*address_size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) +
		size + 1);

	return 0;
}

/* 0 when the file was a socket that nobody listens to, and is gone. */
static int remove_stale(
	const struct sockaddr_un *address, socklen_t address_size)
{
	struct stat status;
	int descriptor;
	int error = -EADDRINUSE;

	if (lstat(address->sun_path, &status) < 0)
		return -errno;
	if (!S_ISSOCK(status.st_mode))
		return -EEXIST;
	descriptor = socket(AF_UNIX, FLAGS, 0);
	if (descriptor < 0)
		return -errno;
	if (connect(descriptor, (const struct sockaddr *)address,
		    address_size) < 0 &&
		errno == ECONNREFUSED)
		error = unlink(address->sun_path) < 0 ? -errno : 0;
	close(descriptor);

	return error;
}

static int bind_to(int descriptor, const struct sockaddr_un *address,
	socklen_t address_size)
{
	const struct sockaddr *any = (const struct sockaddr *)address;
	int error;

	if (bind(descriptor, any, address_size) == 0)
		return 0;
	if (errno != EADDRINUSE || address->sun_path[0] == '\0')
		return -errno;
	error = remove_stale(address, address_size);
	if (error)
		return error;

	return bind(descriptor, any, address_size) < 0 ? -errno : 0;
}

int unix_listener_open(
	struct unix_listener *listener, const char *name, bool is_abstract)
{
	struct sockaddr_un address;
	socklen_t address_size;
	struct stat status;
	int error = make_address(&address, &address_size, name, is_abstract);

	*listener = (struct unix_listener){.descriptor = -1};
	if (error)
		return error;
	listener->descriptor = socket(AF_UNIX, FLAGS, 0);
	if (listener->descriptor < 0)
		return -errno;

	/* The mode of the socket becomes that of its file. */
	if (fchmod(listener->descriptor, 0600) < 0)
		error = -errno;
	if (!error)
		error = bind_to(listener->descriptor, &address, address_size);
	if (!error && !is_abstract && lstat(name, &status) == 0) {
		listener->device = status.st_dev;
		listener->inode = status.st_ino;
	}
	if (!error && listen(listener->descriptor, BACKLOG) < 0)
		error = -errno;
	if (error)
		unix_listener_close(listener, name);

	return error;
}

void unix_listener_close(struct unix_listener *listener, const char *name)
{
	struct stat status;

	if (listener->inode && lstat(name, &status) == 0 &&
		status.st_dev == listener->device &&
		status.st_ino == listener->inode)
		unlink(name);
	if (listener->descriptor >= 0)
		close(listener->descriptor);
	*listener = (struct unix_listener){.descriptor = -1};
}

const char *unix_listener_explain_path(int error)
{
	switch (-error) {
	case ENAMETOOLONG:
		return "the path is too long for a socket (at most 107 bytes)";
	case EADDRINUSE:
		return "another program listens on that path";
	case EEXIST:
		return "the path exists and is not a socket";
	}

	return NULL;
}

const char *unix_listener_explain_name(int error)
{
	switch (-error) {
	case ENAMETOOLONG:
		return "the name is too long for a socket (at most 107 bytes)";
	case EADDRINUSE:
		return "the name is taken, probably by a running qmi-proxy: "
		       "end it, or use `qmimic run`, whose box has names of "
		       "its own";
	}

	return NULL;
}
