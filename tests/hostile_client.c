/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* hostile_client.c - a client for tests that sends what it is told.
 *
 * usage: hostile_client PATH COMMAND...
 *
 *   0102ff      sends these bytes in one write
 *   zeros=N     sends N bytes of zero
 *   frame=N     sends a frame of N bytes with an unknown message for DMS
 *   flood=N     sends CTL Get Version Info N times and does not read
 *   expect=HEX  reads until these bytes have come; fails after ten seconds
 *   hangup      waits until the other side has hung up
 *   forever     does nothing until it is killed
 *
 * PATH is a socket or a terminal. Status 0: all was done.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

enum {
	WAIT_MS = 10000,
	BUFFER_SIZE = 1 << 17,
};

static const uint8_t version_info[] = {
	0x01, 0x0b, 0, 0, 0, 0, 0, 0x07, 0x21, 0, 0, 0};

static void fail(const char *what)
{
	fprintf(stderr, "hostile_client: %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

static int open_terminal(const char *path)
{
	struct termios raw;
	int descriptor = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK);

	if (descriptor >= 0 && tcgetattr(descriptor, &raw) == 0) {
		cfmakeraw(&raw);
		tcsetattr(descriptor, TCSANOW, &raw);
	}

	return descriptor;
}

static int open_path(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	struct stat info;
	int descriptor;

	if (stat(path, &info) < 0)
		fail(path);
	if (!S_ISSOCK(info.st_mode)) {
		descriptor = open_terminal(path);
	} else {
		snprintf(
			address.sun_path, sizeof(address.sun_path), "%s", path);
		descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
		if (connect(descriptor, (struct sockaddr *)&address,
			    sizeof(address)) < 0)
			fail(path);
	}
	if (descriptor < 0)
		fail(path);

	return descriptor;
}

static bool wait_for(int descriptor, short events)
{
	struct pollfd poll_for = {.fd = descriptor, .events = events};

	return poll(&poll_for, 1, WAIT_MS) > 0;
}

/* False: the other side takes nothing for now. */
static bool send_some(int descriptor, const uint8_t *bytes, size_t *size)
{
	ssize_t written = write(descriptor, bytes, *size);

	if (written < 0 && errno != EAGAIN)
		fail("write");
	*size = written > 0 ? (size_t)written : 0;

	return written > 0;
}

static void send_all(int descriptor, const uint8_t *bytes, size_t size)
{
	while (size > 0) {
		size_t part = size;

		if (!send_some(descriptor, bytes, &part) &&
			!wait_for(descriptor, POLLOUT))
			fail("the other side does not read");
		bytes += part;
		size -= part;
	}
}

/* Sends until the other side does not take any more for half a second. */
static void flood(int descriptor, unsigned long count)
{
	struct pollfd room = {.fd = descriptor, .events = POLLOUT};

	for (unsigned long i = 0; i < count; i++) {
		size_t done = 0;

		while (done < sizeof(version_info)) {
			size_t part = sizeof(version_info) - done;

			if (!send_some(
				    descriptor, version_info + done, &part) &&
				poll(&room, 1, 500) <= 0)
				return;
			done += part;
		}
	}
}

static size_t read_hex(const char *text, uint8_t *bytes)
{
	size_t size = 0;
	unsigned int byte;

	for (; text[0] && text[1]; text += 2) {
		if (sscanf(text, "%2x", &byte) != 1)
			fail(text);
		bytes[size++] = (uint8_t)byte;
	}

	return size;
}

static void expect(int descriptor, const char *hex)
{
	static uint8_t got[BUFFER_SIZE];
	static uint8_t wanted[BUFFER_SIZE];
	size_t wanted_size = read_hex(hex, wanted);
	size_t size = 0;

	while (!memmem(got, size, wanted, wanted_size)) {
		ssize_t part;

		if (!wait_for(descriptor, POLLIN))
			fail("it does not come");
		part = read(descriptor, got + size, sizeof(got) - size);
		if (part == 0 || (part < 0 && errno != EAGAIN))
			fail("read");
		if (part > 0)
			size += (size_t)part;
	}
}

static void send_frame(int descriptor, size_t size)
{
	static uint8_t frame[BUFFER_SIZE];
	size_t block = size - 13;
	size_t value = block - 3;

	frame[0] = 0x01;
	frame[1] = (uint8_t)((size - 1) & 0xff);
	frame[2] = (uint8_t)((size - 1) >> 8);
	frame[4] = 0x02;
	frame[5] = 0x01;
	frame[7] = 0x07;
	frame[9] = 0x77;
	frame[11] = (uint8_t)(block & 0xff);
	frame[12] = (uint8_t)(block >> 8);
	frame[13] = 0x77;
	frame[14] = (uint8_t)(value & 0xff);
	frame[15] = (uint8_t)(value >> 8);
	send_all(descriptor, frame, size);
}

static void act(int descriptor, const char *command)
{
	static const uint8_t zeros[BUFFER_SIZE];
	static uint8_t bytes[BUFFER_SIZE];
	uint8_t byte;
	unsigned long count;

	if (sscanf(command, "zeros=%lu", &count) == 1 && count <= BUFFER_SIZE)
		send_all(descriptor, zeros, count);
	else if (sscanf(command, "frame=%lu", &count) == 1 && count <= 0x10000)
		send_frame(descriptor, count);
	else if (sscanf(command, "flood=%lu", &count) == 1)
		flood(descriptor, count);
	else if (strncmp(command, "expect=", 7) == 0)
		expect(descriptor, command + 7);
	else if (strcmp(command, "hangup") == 0)
		while (wait_for(descriptor, POLLIN) &&
			read(descriptor, &byte, 1) > 0)
			;
	else if (strcmp(command, "forever") == 0)
		pause();
	else
		send_all(descriptor, bytes, read_hex(command, bytes));
}

int main(int argc, char **argv)
{
	int descriptor;

	if (argc < 2)
		return 2;
	descriptor = open_path(argv[1]);
	for (int i = 2; i < argc; i++)
		act(descriptor, argv[i]);
	close(descriptor);

	return EXIT_SUCCESS;
}
