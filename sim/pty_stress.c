/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Clients of a PTY, one after the other and as bad as they come. Prints TAP. */
#include "config.h"

#include <errno.h>
#include <ev.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "sim/echo_client.h"
#include "sim/echo_server.h"

enum {
	OPENS = 20000,
	SIZE = 32,
	LONG = 65536,
};

static bool say(const char *why, unsigned int number)
{
	if (why)
		printf("# client %u: %s\n", number, why);
	fflush(stdout);

	return !why;
}

static unsigned int count_opened(void *data)
{
	const volatile struct echo_server *server = data;

	return server->opened_count;
}

/* Waits until the server has noticed that its clients have left, or for a while
 * when it takes them and the ones before for one; `before` is how many had come
 * before them. Before that the next one could read what they have not read.
 */
static void wait_until_left(void *data, unsigned int before)
{
	const volatile struct echo_server *server = data;
	int i = 0;

	do
		usleep(5000);
	while (i++ < 20 &&
		(server->opened_count == before ||
			server->opened_count != server->closed_count));
}

static bool ask_once(const char *address, uint32_t number, size_t size)
{
	int descriptor = echo_client_open(address);
	const char *why = "cannot open";

	if (descriptor >= 0) {
		why = echo_client_ask_and_check(descriptor, number, size);
		close(descriptor);
	}

	return say(why, number);
}

static int open_and_close(const char *address, void *data)
{
	for (uint32_t i = 0; i < OPENS; i++)
		if (!ask_once(address, i, SIZE))
			return 1;

	return 0;
}

static int read_two(const char *address, void *data)
{
	int descriptor = echo_client_open(address);
	const char *why = NULL;

	for (uint32_t i = 0; i < 200 && !why; i++) {
		echo_client_ask(descriptor, ECHO_TWICE, i, SIZE);
		/* Both are under way before the first is read. */
		usleep(i % 5 * 1000);
		why = echo_client_check(descriptor, ECHO_TWICE, i, SIZE);
		if (!why)
			why = echo_client_check(
				descriptor, ECHO_TWICE, i, SIZE);
	}

	return !say(why, 0);
}

static int ask_two(const char *address, void *data)
{
	const char *why = NULL;

	for (uint32_t i = 0; i < 500 && !why; i++) {
		int descriptor = echo_client_open(address);

		echo_client_ask(descriptor, ECHO_SERVICE, 2 * i, SIZE);
		echo_client_ask(descriptor, ECHO_SERVICE, 2 * i + 1, SIZE);
		why = echo_client_check(descriptor, ECHO_SERVICE, 2 * i, SIZE);
		if (!why)
			why = echo_client_check(
				descriptor, ECHO_SERVICE, 2 * i + 1, SIZE);
		close(descriptor);
	}

	return !say(why, 0);
}

static int never_read(const char *address, void *data)
{
	for (uint32_t i = 0; i < 20; i++) {
		unsigned int before = count_opened(data);
		int descriptor = echo_client_open(address);

		echo_client_ask(descriptor, ECHO_FLOOD, i, 1000);
		usleep(1000);
		close(descriptor);
		wait_until_left(data, before);
		if (!ask_once(address, i, SIZE))
			return 1;
	}

	return 0;
}

static int read_a_flood(const char *address, void *data)
{
	int descriptor = echo_client_open(address);
	const char *why = NULL;

	echo_client_ask(descriptor, ECHO_FLOOD, 1, 4000);
	for (int i = 0; i < 200 && !why; i++)
		why = echo_client_check(descriptor, ECHO_FLOOD, 1, 4000);

	return !say(why, 0);
}

static int be_killed(const char *address, void *data)
{
	for (uint32_t i = 0; i < 200; i++) {
		unsigned int before = count_opened(data);
		pid_t pid = fork();

		if (pid == 0) {
			int descriptor = echo_client_open(address);

			echo_client_ask(descriptor, ECHO_SERVICE, i, SIZE);
			raise(SIGKILL);
		}
		waitpid(pid, NULL, 0);
		wait_until_left(data, before);
		if (!ask_once(address, OPENS + i, SIZE))
			return 1;
	}

	return 0;
}

static int close_in_mid_frame(const char *address, void *data)
{
	static const uint8_t part[] = {1, 31, 0, 0, 2, 1, 0, 0, 0, 0, 7, 7};

	for (uint32_t i = 0; i < 2000; i++) {
		int descriptor = echo_client_open(address);
		size_t size = 1 + i % sizeof(part);

		if (write(descriptor, part, size) != (ssize_t)size)
			return 1;
		close(descriptor);
		if (!ask_once(address, i, SIZE))
			return 1;
	}

	return 0;
}

static int write_garbage(const char *address, void *data)
{
	for (uint32_t i = 0; i < 100; i++) {
		unsigned int before = count_opened(data);
		int descriptor = echo_client_open(address);
		uint8_t garbage[300];

		for (size_t k = 0; k < sizeof(garbage); k++)
			garbage[k] = (uint8_t)(k * i + 5);
		if (write(descriptor, garbage, sizeof(garbage)) < 0)
			return 1;
		close(descriptor);
		wait_until_left(data, before);
		if (!ask_once(address, i, SIZE))
			return 1;
	}

	return 0;
}

static int cook(const char *address, void *data)
{
	for (uint32_t i = 0; i < 50; i++) {
		unsigned int before = count_opened(data);
		int descriptor = echo_client_open(address);
		struct termios mode;

		tcgetattr(descriptor, &mode);
		if ((mode.c_lflag & (ICANON | ECHO | ISIG)) ||
			(mode.c_oflag & OPOST)) {
			say("the mode is not raw", i);
			return 1;
		}
		mode.c_lflag |= ICANON | ECHO | ISIG;
		mode.c_iflag |= ICRNL;
		mode.c_oflag |= OPOST | ONLCR;
		tcsetattr(descriptor, TCSANOW, &mode);
		echo_client_ask(descriptor, ECHO_SERVICE, i, SIZE);
		usleep(1000);
		close(descriptor);
		wait_until_left(data, before);
		if (!ask_once(address, i + 0x0d0a, SIZE))
			return 1;
	}

	return 0;
}

static int be_long(const char *address, void *data)
{
	static const size_t sizes[] = {4095, 4096, 11776, 13824, LONG};

	for (uint32_t i = 0; i < 10; i++)
		for (size_t k = 0; k < 5; k++)
			if (!ask_once(address, i, sizes[k]))
				return 1;

	return 0;
}

/* The service says how the client is cut off. */
static int be_cut_off(const char *address, void *data)
{
	enum echo_service service = ((struct echo_server *)data)->service;

	for (uint32_t i = 0; i < 20; i++) {
		int descriptor = echo_client_open(address);
		struct pollfd polled = {.fd = descriptor, .events = POLLIN};
		char byte;
		int tries = 0;

		echo_client_ask(descriptor, service, i, SIZE);
		if (poll(&polled, 1, 10000) != 1 ||
			read(descriptor, &byte, 1) > 0) {
			say("the client is not cut off", i);
			return 1;
		}
		close(descriptor);
		while ((descriptor = echo_client_open(address)) < 0 &&
			tries++ < 1000)
			usleep(1000);
		close(descriptor);
		if (!ask_once(address, i, SIZE))
			return 1;
	}

	return 0;
}

struct stress {
	const char *what;
	int (*client)(const char *address, void *data);
	enum echo_service service;
	unsigned int opened_count; /* 0: not known */
};

static const struct stress stresses[] = {
	{"20000 clients get their answers", open_and_close, 0, OPENS},
	{"two messages are two reads", read_two, 0, 1},
	{"two requests at once have two answers", ask_two, 0, 500},
	{"a client that never reads", never_read, 0, 0},
	{"a client that reads late", read_a_flood, 0, 1},
	{"clients that are killed", be_killed, 0, 0},
	{"clients that close in mid-frame", close_in_mid_frame, 0, 0},
	{"clients that write garbage", write_garbage, 0, 0},
	{"clients that set another mode", cook, 0, 0},
	{"messages of 64 KiB", be_long, 0, 50},
	{"a hang-up", be_cut_off, ECHO_HANG_UP, 0},
	{"a PTY that vanishes", be_cut_off, ECHO_VANISH, 0},
};

static bool run(const struct stress *stress, const char *spec)
{
	struct ev_loop *loop = ev_default_loop(0);
	struct echo_server *server = mmap(NULL, sizeof(*server),
		PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	const char *why = echo_server_open(server, loop, spec);
	int status = 1;

	if (why) {
		printf("# %s: %s\n", spec, why);
		return false;
	}
	server->service = stress->service;
	status = echo_server_run(server, stress->client, server);
	if (server->opened_count != server->closed_count ||
		(stress->opened_count &&
			server->opened_count != stress->opened_count)) {
		printf("# %u opened, %u closed\n", server->opened_count,
			server->closed_count);
		status = 1;
	}
	echo_server_close(server);
	munmap(server, sizeof(*server));

	return status == 0;
}

int main(void)
{
	size_t count = sizeof(stresses) / sizeof(*stresses);
	bool is_good = true;
	char folder[] = "/tmp/pty_stress.XXXXXX";
	char spec[64];

	if (!mkdtemp(folder))
		return EXIT_FAILURE;
	snprintf(spec, sizeof(spec), "pty:%s/modem", folder);
	printf("1..%zu\n", count);
	for (size_t i = 0; i < count; i++) {
		bool is_ok;

		fflush(stdout);
		is_ok = run(&stresses[i], spec);
		printf("%sok %zu - %s\n", is_ok ? "" : "not ", i + 1,
			stresses[i].what);
		is_good &= is_ok;
	}
	/* Fails when an endpoint has left its link behind. */
	is_good &= rmdir(folder) == 0;

	return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
