/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/run_checks.h"

#include <errno.h>
#include <ev.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/box.h"
#include "sim/host.h"
#include "sim/memory.h"
#include "sim/script.h"

enum {
	OUTPUT_MAX = 1 << 20, /* more is not looked at */
	READ_SIZE = 16384,
};

struct check {
	struct run_checks *checks;
	size_t index;
	char **command;
	double every; /* seconds */
	ev_timer timer;
	ev_io input;
	ev_child child;
	pid_t process;	/* 0: none runs */
	int status;	/* as waitpid() gives it */
	int descriptor; /* what it prints; -1: nothing more comes */
	char *output;
	size_t size;
};

struct run_checks {
	struct ev_loop *loop;
	struct script_modem *modem;
	struct host *host;
	char supervisor[24];
	struct check *list;
	size_t count;
};

/* The child's half: becomes `qmimic enter SUPERVISOR -- COMMAND`. */
_Noreturn static void execute(const struct check *check, int output)
{
	static char program[] = "/proc/self/exe";
	size_t count = 0;
	char **argv;
	int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
	sigset_t none;

	while (check->command[count])
		count++;
	argv = memory_alloc((count + 5) * sizeof(*argv));
	argv[0] = memory_string("qmimic");
	argv[1] = memory_string("enter");
	argv[2] = check->checks->supervisor;
	argv[3] = memory_string("--");
	for (size_t i = 0; i < count; i++)
		argv[4 + i] = check->command[i];
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setpgid(0, 0);
	dup2(nothing, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(output, STDERR_FILENO);
	execv(program, argv);
	_exit(BOX_STATUS_NOT_RUN);
}

static void start(struct check *check)
{
	int ends[2];

	check->size = 0;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return;
	fflush(NULL);
	check->process = fork();
	if (check->process == 0)
		execute(check, ends[1]);
	close(ends[1]);
	if (check->process < 0) {
		check->process = 0;
		close(ends[0]);
		return;
	}
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	check->descriptor = ends[0];
	ev_io_set(&check->input, check->descriptor, EV_READ);
	ev_io_start(check->checks->loop, &check->input);
	ev_child_set(&check->child, check->process, 0);
	ev_child_start(check->checks->loop, &check->child);
}

/* The command has ended and said all it had to say. */
static void end(struct check *check)
{
	int status = WIFEXITED(check->status)
		? WEXITSTATUS(check->status)
		: BOX_STATUS_SIGNALLED + WTERMSIG(check->status);

	if (check->process > 0 || check->descriptor >= 0)
		return;

	host_advance(check->checks->host);
	if (!script_modem_checked(check->checks->modem, check->index, status,
		    check->output, check->size))
		return;
	ev_timer_set(&check->timer, check->every, 0);
	ev_timer_start(check->checks->loop, &check->timer);
}

static void stop_reading(struct check *check)
{
	ev_io_stop(check->checks->loop, &check->input);
	close(check->descriptor);
	check->descriptor = -1;
}

/* libev reaps children, and tells here of ours. */
static void on_child(struct ev_loop *loop, ev_child *child, int events)
{
	struct check *check = child->data;

	(void)events;
	ev_child_stop(loop, child);
	check->process = 0;
	check->status = child->rstatus;
	end(check);
}

static void on_input(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct check *check = watcher->data;
	char bytes[READ_SIZE];
	ssize_t size = read(check->descriptor, bytes, sizeof(bytes));

	(void)loop;
	(void)events;
	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (size <= 0) {
		stop_reading(check);
		end(check);
		return;
	}
	for (ssize_t i = 0; i < size && check->size < OUTPUT_MAX; i++)
		check->output[check->size++] = bytes[i];
}

static void on_timer(struct ev_loop *loop, ev_timer *timer, int events)
{
	(void)loop;
	(void)events;
	start(timer->data);
}

struct run_checks *run_checks_start(struct ev_loop *loop, struct host *host,
	struct script_modem *modem, size_t count, pid_t supervisor)
{
	struct run_checks *checks = memory_alloc(sizeof(*checks));

	checks->loop = loop;
	checks->host = host;
	checks->modem = modem;
	checks->count = count;
	checks->list = memory_alloc(count * sizeof(*checks->list) + 1);
	snprintf(checks->supervisor, sizeof(checks->supervisor), "%d",
		(int)supervisor);
	for (size_t i = 0; i < count; i++) {
		struct check *check = &checks->list[i];
		uint64_t every_us = 0;

		check->checks = checks;
		check->index = i;
		check->command = script_modem_check(modem, i, &every_us);
		check->every = (double)every_us / 1e6;
		check->output = memory_alloc(OUTPUT_MAX);
		check->descriptor = -1;
		ev_init(&check->input, on_input);
		ev_init(&check->child, on_child);
		check->child.data = check;
		ev_timer_init(&check->timer, on_timer, 0, 0);
		check->input.data = check->timer.data = check;
		if (check->command)
			ev_timer_start(loop, &check->timer);
	}

	return checks;
}

void run_checks_stop(struct run_checks *checks)
{
	if (!checks)
		return;

	for (size_t i = 0; i < checks->count; i++) {
		struct check *check = &checks->list[i];

		ev_timer_stop(checks->loop, &check->timer);
		ev_child_stop(checks->loop, &check->child);
		if (check->process > 0) {
			kill(-check->process, SIGKILL);
			kill(check->process, SIGKILL);
			waitpid(check->process, NULL, 0);
		}
		if (check->descriptor >= 0)
			stop_reading(check);
		script_free_words(check->command);
		free(check->output);
	}
	free(checks->list);
	free(checks);
}
