/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* start.c - what `qmimic run -- true` costs beside `true`, in turn. Usage: start
 * QMIMIC
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

enum {
	ROUNDS = 41
};

#define GOAL_MS 20.0

extern char **environ;

static double run(char *const *argv)
{
	posix_spawn_file_actions_t quiet;
	struct timespec begin;
	struct timespec end;
	int status = -1;
	pid_t pid;

	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	if (posix_spawnp(&pid, argv[0], &quiet, NULL, argv, environ) != 0 ||
		waitpid(pid, &status, 0) < 0 || status != 0) {
		fprintf(stderr, "start: %s failed\n", argv[0]);
		exit(EXIT_FAILURE);
	}
	clock_gettime(CLOCK_MONOTONIC, &end);
	posix_spawn_file_actions_destroy(&quiet);

	return (double)(end.tv_sec - begin.tv_sec) * 1e3 +
		(double)(end.tv_nsec - begin.tv_nsec) / 1e6;
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
	char *bare[] = {"true", NULL};
	char *boxed[] = {
		argc > 1 ? argv[1] : "sim/qmimic", "run", "--", "true", NULL};
	double bare_ms[ROUNDS];
	double boxed_ms[ROUNDS];
	double difference[ROUNDS];

	run(bare);
	run(boxed);
	for (int round = 0; round < ROUNDS; round++) {
		bare_ms[round] = run(bare);
		boxed_ms[round] = run(boxed);
		difference[round] = boxed_ms[round] - bare_ms[round];
	}
	printf("true                 %6.2f ms\n", median(bare_ms));
	printf("qmimic run -- true   %6.2f ms\n", median(boxed_ms));
	printf("difference           %6.2f ms (goal: under %.0f)\n",
		median(difference), GOAL_MS);

	return EXIT_SUCCESS;
}
