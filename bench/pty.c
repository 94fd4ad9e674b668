/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* How fast the PTY endpoint answers, beside a bare program that echoes over a
 * PTY with blocking calls. Both serve at the same time, each from a process of
 * its own, and one client asks them in turn, so that a busy machine hurts both.
 */
#include "config.h"

#include <ev.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "sim/endpoint.h"

enum {
	ROUNDS = 201,
	REQUESTS = 200, /* in a round, for each of the two */
	SIZE = 13,	/* a request without TLVs */
};

#define FLOOR 0.9

struct peer {
	const char *what;
	void (*serve)(int say_name);
	pid_t pid;
	int descriptor;
	double rates[ROUNDS];
};

static void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

/* The names are shorter than what a pipe takes at once. */
static void say(int descriptor, const char *name)
{
	if (write(descriptor, name, strlen(name) + 1) < 0)
		fail("write");
}

static void serve_bare(int say_name)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	struct termios raw;
	char bytes[4096];
	ssize_t size;
	int slave;

	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		fail("posix_openpt");
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	if (slave < 0 || tcgetattr(slave, &raw) < 0)
		fail("slave");
	cfmakeraw(&raw);
	tcsetattr(slave, TCSANOW, &raw);
	say(say_name, ptsname(master));

	while ((size = read(master, bytes, sizeof(bytes))) > 0)
		if (write(master, bytes, (size_t)size) != size)
			fail("write");
}

static void ignore(void *owner, unsigned int channel)
{
}

static void echo(
	void *owner, unsigned int channel, const uint8_t *bytes, size_t size)
{
	struct endpoint **endpoint = owner;

	endpoint_send(*endpoint, channel, bytes, size);
}

static void serve_endpoint(int say_name)
{
	static const struct endpoint_events events = {
		.opened = ignore,
		.received = echo,
		.writable = ignore,
		.closed = ignore,
	};
	struct ev_loop *loop = ev_default_loop(0);
	struct endpoint *endpoint;
	const char *why;

	if (endpoint_open(loop, "pty", &events, &endpoint, &endpoint, &why)) {
		fprintf(stderr, "pty: %s\n", why);
		exit(EXIT_FAILURE);
	}
	say(say_name, endpoint->address);
	ev_run(loop, 0);
}

static void start(struct peer *peer)
{
	char name[64] = "";
	int names[2];

	if (pipe(names) < 0)
		fail("pipe");
	peer->pid = fork();
	if (peer->pid < 0)
		fail("fork");
	if (peer->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		peer->serve(names[1]);
		_exit(EXIT_FAILURE);
	}
	if (read(names[0], name, sizeof(name) - 1) <= 0)
		fail("read");
	peer->descriptor = open(name, O_RDWR | O_NOCTTY);
	if (peer->descriptor < 0)
		fail(name);
	close(names[0]);
	close(names[1]);
}

static void ask(int descriptor)
{
	static const char request[SIZE] = {1, 12, 0, 0, 2, 1, 0, 1, 0, 0x25};
	char bytes[SIZE];
	size_t got = 0;

	if (write(descriptor, request, SIZE) != SIZE)
		fail("write");
	while (got < SIZE) {
		ssize_t size = read(descriptor, bytes + got, SIZE - got);

		if (size <= 0)
			fail("read");
		got += (size_t)size;
	}
}

static double measure(int descriptor)
{
	struct timespec begin;
	struct timespec end;

	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (int i = 0; i < REQUESTS; i++)
		ask(descriptor);
	clock_gettime(CLOCK_MONOTONIC, &end);

	return REQUESTS /
		((double)(end.tv_sec - begin.tv_sec) +
			(double)(end.tv_nsec - begin.tv_nsec) / 1e9);
}

static int compare(const void *left, const void *right)
{
	double difference = *(const double *)left - *(const double *)right;

	return (difference > 0) - (difference < 0);
}

static double median(double *values)
{
	qsort(values, ROUNDS, sizeof(*values), compare);

	return values[ROUNDS / 2];
}

int main(void)
{
	struct peer peers[] = {
		{.what = "bare echo", .serve = serve_bare},
		{.what = "pty endpoint", .serve = serve_endpoint},
	};
	double ratios[ROUNDS];
	double ratio;

	for (int i = 0; i < 2; i++) {
		start(&peers[i]);
		measure(peers[i].descriptor);
	}
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < 2; i++)
			peers[i].rates[round] = measure(peers[i].descriptor);
		ratios[round] = peers[1].rates[round] / peers[0].rates[round];
	}
	for (int i = 0; i < 2; i++) {
		kill(peers[i].pid, SIGKILL);
		waitpid(peers[i].pid, NULL, 0);
		printf("%-14s %8.0f answers/s\n", peers[i].what,
			median(peers[i].rates));
	}
	ratio = median(ratios);
	printf("%-14s %8.2f (floor %.2f%s)\n", "ratio", ratio, FLOOR,
		ratio < FLOOR ? ": not reached" : "");

	return EXIT_SUCCESS;
}
