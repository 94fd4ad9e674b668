/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/echo_client.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "lib/frame.h"

enum {
	TIMEOUT_MS = 10000,
	NUMBER_OFFSET = 6,
};

static void make_frame(uint8_t *bytes, enum echo_service service,
	uint32_t number, size_t size, uint8_t flags)
{
	for (size_t i = NUMBER_OFFSET; i < size; i++)
		bytes[i] = (uint8_t)(number + i * 7);
	bytes[0] = FRAME_MARKER;
	bytes[1] = (uint8_t)(size - 1);
	bytes[2] = (uint8_t)((size - 1) >> 8);
	bytes[3] = flags;
	bytes[4] = (uint8_t)service;
	bytes[5] = 1;
	memcpy(bytes + NUMBER_OFFSET, &number, sizeof(number));
}

static int connect_to(const char *address)
{
	struct sockaddr_un name = {.sun_family = AF_UNIX};
	int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (descriptor < 0)
		return -errno;
	strncpy(name.sun_path, address, sizeof(name.sun_path) - 1);
	if (connect(descriptor, (struct sockaddr *)&name, sizeof(name)) < 0) {
		close(descriptor);
		return -errno;
	}
	fcntl(descriptor, F_SETFL, O_RDWR | O_NONBLOCK);

	return descriptor;
}

int echo_client_open(const char *address)
{
	struct stat status;
	int descriptor;

	if (stat(address, &status) == 0 && S_ISSOCK(status.st_mode))
		return connect_to(address);
	descriptor = open(address, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);

	return descriptor < 0 ? -errno : descriptor;
}

static bool wait_for(int descriptor, short events)
{
	struct pollfd polled = {.fd = descriptor, .events = events};

	return poll(&polled, 1, TIMEOUT_MS) == 1;
}

int echo_client_ask(
	int descriptor, enum echo_service service, uint32_t number, size_t size)
{
	uint8_t bytes[FRAME_SIZE_MAX];
	size_t at = 0;

	make_frame(bytes, service, number, size, FRAME_FROM_HOST);
	while (at < size) {
		ssize_t written = write(descriptor, bytes + at, size - at);

		if (written > 0)
			at += (size_t)written;
		else if (errno != EAGAIN)
			return -errno;
		else if (!wait_for(descriptor, POLLOUT))
			return -ETIMEDOUT;
	}

	return 0;
}

const char *echo_client_check(
	int descriptor, enum echo_service service, uint32_t number, size_t size)
{
	static uint8_t wanted[FRAME_SIZE_MAX];
	static uint8_t bytes[FRAME_SIZE_MAX + 1];
	size_t at = 0;

	make_frame(wanted, service, number, size, FRAME_FROM_MODEM);
	while (at < size) {
		ssize_t more;

		if (!wait_for(descriptor, POLLIN))
			return at ? "only a part of the answer came"
				  : "no answer came";
		more = read(descriptor, bytes + at, sizeof(bytes) - at);
		if (more < 0 && errno == EAGAIN)
			continue;
		if (more <= 0)
			return "the answer cannot be read";
		at += (size_t)more;
	}
	if (at > size)
		return "two messages came in one read";

	return memcmp(bytes, wanted, size) ? "the answer is not to this request"
					   : NULL;
}

const char *echo_client_ask_and_check(
	int descriptor, uint32_t number, size_t size)
{
	if (echo_client_ask(descriptor, ECHO_SERVICE, number, size) < 0)
		return "the request cannot be written";

	return echo_client_check(descriptor, ECHO_SERVICE, number, size);
}
