/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/endpoint_fd.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "sim/endpoint_pty.h"
#include "sim/endpoint_unix.h"

static bool parse(const char *text, int *descriptor)
{
	int number = 0;

	if (!*text)
		return false;
	for (; *text; text++) {
		if (*text < '0' || *text > '9' || number > 99999)
			return false;
		number = number * 10 + (*text - '0');
	}
	*descriptor = number;

	return true;
}

static bool is_stream_socket(int descriptor)
{
	int type;
	socklen_t size = sizeof(type);

	return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 &&
		type == SOCK_STREAM;
}

static bool is_master(int descriptor)
{
	unsigned int number;

	return ioctl(descriptor, TIOCGPTN, &number) == 0;
}

static int fd_open(struct ev_loop *loop, const char *address,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	int descriptor;

	if (!parse(address, &descriptor))
		return -EDOM;
	if (is_stream_socket(descriptor))
		return endpoint_unix_adopt(
			loop, descriptor, events, owner, endpoint);
	if (is_master(descriptor))
		return endpoint_pty_adopt(
			loop, descriptor, events, owner, endpoint);

	return errno == EBADF ? -EBADF : -ENOTTY;
}

static const char *explain(int error)
{
	switch (-error) {
	case EDOM:
		return "the address is not a number";
	case EBADF:
		return "no such descriptor was inherited";
	case ENOTTY:
		return "the descriptor is neither a stream socket nor the "
		       "master of a PTY";
	}

	return NULL;
}

/* The endpoint that it opens has the operations of what the descriptor is. */
const struct endpoint_ops endpoint_fd = {
	.name = "fd",
	.argument = "N",
	.summary = "an inherited stream socket or master of a PTY",
	.framing = FRAMING_QMUX,
	.open = fd_open,
	.explain = explain,
};
