/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* call_client.c - a client that says what its own calls give: it sends CTL Get
 * Version Info to the device and reads the answer, once for each argument
 * "ask". For tests only.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	TIMEOUT_MS = 20000,
	TRIES_MAX = 10,
};

/* Says "WHAT N", or the error by name. */
static void say(const char *what, ssize_t result)
{
	if (result >= 0)
		printf("%s %zd\n", what, result);
	else
		printf("%s %s\n", what, strerrorname_np(errno));
}

/* Writes all, in as many calls as it takes. */
static void put(int device, const uint8_t *bytes, size_t size)
{
	for (int i = 0; i < TRIES_MAX && size > 0; i++) {
		ssize_t written = write(device, bytes, size);

		say("write", written);
		if (written < 0)
			continue;
		bytes += written;
		size -= (size_t)written;
	}
}

/* Reads until a whole frame is there. */
static void get(int device)
{
	uint8_t bytes[4096];
	size_t have = 0;

	for (int i = 0; i < TRIES_MAX; i++) {
		struct pollfd wait = {.fd = device, .events = POLLIN};
		ssize_t size;

		if (poll(&wait, 1, TIMEOUT_MS) <= 0) {
			puts("poll nothing");
			return;
		}
		printf("poll%s%s%s\n", wait.revents & POLLIN ? " POLLIN" : "",
			wait.revents & POLLERR ? " POLLERR" : "",
			wait.revents & POLLHUP ? " POLLHUP" : "");
		size = read(device, bytes + have, sizeof(bytes) - have);
		say("read", size);
		have += size > 0 ? (size_t)size : 0;
		if (have >= 3 && have >= (size_t)bytes[1] + 1)
			return;
	}
}

int main(int argc, char **argv)
{
	static const uint8_t request[] = {
		0x01, 0x0b, 0x00, 0x00, 0x00, 0x00, /* to the control service */
		0x00, 0x01, 0x21, 0x00, 0x00, 0x00, /* Get Version Info */
	};
	int device = open("/dev/cdc-wdm0", O_RDWR | O_NONBLOCK | O_CLOEXEC);

	if (device < 0) {
		say("open", device);
		return 1;
	}
	for (int i = 1; i < argc && strcmp(argv[i], "ask") == 0; i++) {
		put(device, request, sizeof(request));
		get(device);
	}
	close(device);

	return 0;
}
