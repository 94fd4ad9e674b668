/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* answer.c - how fast the default modem answers through a PTY, beside a bare
 * program that writes the same bytes for every read. Both serve at the same
 * time, each from a process of its own, and one client asks them in turn, so
 * that a busy machine hurts both. Usage: answer QMIMIC
 */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
	ROUNDS = 41,
	REQUESTS = 1000, /* in a round, for each of the two */
};

#define FLOOR 0.85

/* CTL Allocate CID for DMS, which gives client 1; then DMS Get IDs. */
static const uint8_t allocate[] = {0x01, 0x0f, 0x00, 0x00, 0x00, 0x00, 0x00,
	0x01, 0x22, 0x00, 0x04, 0x00, 0x01, 0x01, 0x00, 0x02};
static const uint8_t get_ids[] = {0x01, 0x0c, 0x00, 0x00, 0x02, 0x01, 0x00,
	0x01, 0x00, 0x25, 0x00, 0x00, 0x00};

struct peer {
	const char *what;
	pid_t pid;
	int descriptor;
	double rates[ROUNDS];
};

static _Noreturn void fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static int open_raw(const char *name)
{
	int descriptor = open(name, O_RDWR | O_NOCTTY);
	struct termios raw;

	if (descriptor < 0 || tcgetattr(descriptor, &raw) < 0)
		fail(name);
	cfmakeraw(&raw);
	tcsetattr(descriptor, TCSANOW, &raw);

	return descriptor;
}

/* Reads one whole frame and returns its size. */
static size_t read_frame(int descriptor, uint8_t *bytes, size_t room)
{
	size_t got = 0;

	while (got < 3 || got < 1U + bytes[1] + 256U * bytes[2]) {
		ssize_t size = read(descriptor, bytes + got, room - got);

		if (size <= 0)
			fail("read");
		got += (size_t)size;
	}

	return got;
}

static size_t ask(int descriptor, const uint8_t *request, size_t size,
	uint8_t *answer, size_t room)
{
	if (write(descriptor, request, size) != (ssize_t)size)
		fail("write");

	return read_frame(descriptor, answer, room);
}

/* The bare program: the same bytes for every read. */
static _Noreturn void serve_bare(int master, const uint8_t *bytes, size_t size)
{
	uint8_t request[4096];

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	while (read(master, request, sizeof(request)) > 0)
		if (write(master, bytes, size) != (ssize_t)size)
			fail("write");
	_exit(EXIT_SUCCESS);
}

static void start_bare(struct peer *peer, const uint8_t *bytes, size_t size)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);

	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		fail("posix_openpt");
	peer->descriptor = open_raw(ptsname(master));
	peer->pid = fork();
	if (peer->pid < 0)
		fail("fork");
	if (peer->pid == 0)
		serve_bare(master, bytes, size);
	close(master);
}

/* `qmimic serve` prints "pty /dev/pts/N". */
static void start_modem(struct peer *peer, const char *qmimic)
{
	char line[128] = "";
	FILE *stream;
	int pipes[2];

	if (pipe(pipes) < 0)
		fail("pipe");
	peer->pid = fork();
	if (peer->pid < 0)
		fail("fork");
	if (peer->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		dup2(pipes[1], STDOUT_FILENO);
		execl(qmimic, "qmimic", "serve", (char *)NULL);
		fail(qmimic);
	}
	close(pipes[1]);
	stream = fdopen(pipes[0], "r");
	if (!stream || !fgets(line, sizeof(line), stream) ||
		strncmp(line, "pty ", 4) != 0)
		fail("qmimic serve");
	line[strcspn(line, "\n")] = '\0';
	peer->descriptor = open_raw(line + 4);
	fclose(stream);
}

static double measure(int descriptor)
{
	struct timespec begin;
	struct timespec end;
	uint8_t answer[4096];

	clock_gettime(CLOCK_MONOTONIC, &begin);
	for (int i = 0; i < REQUESTS; i++)
		ask(descriptor, get_ids, sizeof(get_ids), answer,
			sizeof(answer));
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

int main(int argc, char **argv)
{
	struct peer peers[] = {
		{.what = "bare program"},
		{.what = "default modem"},
	};
	double ratios[ROUNDS];
	uint8_t answer[4096];
	size_t size;

	start_modem(&peers[1], argc > 1 ? argv[1] : "sim/qmimic");
	ask(peers[1].descriptor, allocate, sizeof(allocate), answer,
		sizeof(answer));
	size = ask(peers[1].descriptor, get_ids, sizeof(get_ids), answer,
		sizeof(answer));
	start_bare(&peers[0], answer, size);

	for (int i = 0; i < 2; i++)
		measure(peers[i].descriptor);
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = 0; i < 2; i++)
			peers[i].rates[round] = measure(peers[i].descriptor);
		ratios[round] = peers[1].rates[round] / peers[0].rates[round];
	}
	for (int i = 0; i < 2; i++) {
		kill(peers[i].pid, SIGTERM);
		waitpid(peers[i].pid, NULL, 0);
		printf("%-14s %8.0f answers of %zu bytes a second\n",
			peers[i].what, median(peers[i].rates), size);
	}
	printf("%-14s %8.2f (goal: at least %.2f)\n", "ratio", median(ratios),
		FLOOR);

	return EXIT_SUCCESS;
}
