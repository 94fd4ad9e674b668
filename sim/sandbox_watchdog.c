/* SPDX-License-Identifier: LGPL-2.1-or-later */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sim/sandbox_parts.h"

/* All that the child needs. After the fork it calls nothing that may take a
 * lock.
 */
struct watchdog {
	struct sandbox_page *page;
	unsigned int limit_ms; /* when the parent is killed */
	int message_fd;
	int pipe; /* ends with the parent */
	pid_t parent;
	clockid_t clock; /* the parent's processor time */
};

static uint64_t used_ms(const struct watchdog *watchdog)
{
	struct timespec now;

	if (clock_gettime(watchdog->clock, &now) != 0)
		clock_gettime(CLOCK_MONOTONIC, &now);

	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void write_all(int fd, const char *text, size_t size)
{
	while (size > 0) {
		ssize_t written = write(fd, text, size);

		if (written <= 0)
			return;
		text += written;
		size -= (size_t)written;
	}
}

static void report(const struct watchdog *watchdog, uint64_t entry)
{
	struct sandbox_page *page = watchdog->page;
	char text[SANDBOX_WHERE_SIZE + 160];
	char where[SANDBOX_WHERE_SIZE] = "";
	int size;

	if (atomic_load(&page->where_entry) == entry)
		memcpy(where, page->where, sizeof(where));
	where[sizeof(where) - 1] = '\0';
	size = snprintf(text, sizeof(text),
		"qmimic: %sstuck for more than %u ms of processor time, in or "
		"after this line; ended the program\n",
		where[0] != '\0' ? where : "a script is ", watchdog->limit_ms);
	write_all(watchdog->message_fd, text, (size_t)size);
}

/* Sleeps; false when the parent has gone. */
static bool wait_ms(const struct watchdog *watchdog, unsigned int time_ms)
{
	struct pollfd pipe_end = {.fd = watchdog->pipe};

	return poll(&pipe_end, 1, (int)time_ms) <= 0 &&
		getppid() == watchdog->parent;
}

static void watch(const struct watchdog *watchdog)
{
	uint64_t watched = 0;
	uint64_t began_ms = 0;

	while (wait_ms(watchdog, watchdog->limit_ms / 4 + 1)) {
		uint64_t entry = atomic_load(&watchdog->page->entry);

		if (entry != watched) {
			watched = entry;
			began_ms = used_ms(watchdog);
			continue;
		}
		if (entry % 2 == 0 ||
			used_ms(watchdog) - began_ms < watchdog->limit_ms)
			continue;
		report(watchdog, entry);
		kill(watchdog->parent, SIGKILL);
	}
}

/* Closes what the parent had open, so that its last close stays the last. */
static void close_others(int keep, int keep_too)
{
	int low = keep < keep_too ? keep : keep_too;
	int high = keep < keep_too ? keep_too : keep;
	unsigned int from = 0;

	if (low > 0)
		syscall(SYS_close_range, 0, low - 1, 0);
	if (high > low + 1)
		syscall(SYS_close_range, low + 1, high - 1, 0);
	from = (unsigned int)high + 1;
	syscall(SYS_close_range, from, ~0U, 0);
}

static void run_child(struct watchdog *watchdog)
{
	static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE,
		SIGTSTP, SIGTTOU, SIGUSR1, SIGUSR2, SIGALRM, SIGCHLD};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "qmimic-watchdog");
	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		signal(ignored[i], SIG_IGN);
	close_others(watchdog->pipe, watchdog->message_fd);
	if (clock_getcpuclockid(watchdog->parent, &watchdog->clock) != 0)
		watchdog->clock = CLOCK_MONOTONIC;
	watch(watchdog);
	_exit(0);
}

static unsigned int watchdog_limit_ms(unsigned int limit_ms)
{
	return limit_ms + (limit_ms < 1000 ? 1000 : limit_ms);
}

static int fork_watchdog(struct sandbox *sandbox, int message_fd)
{
	struct watchdog watchdog = {
		.page = sandbox->page,
		.limit_ms = watchdog_limit_ms(sandbox->limits.time_ms),
		.message_fd = message_fd,
		.parent = getpid(),
	};
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -errno;
	watchdog.pipe = ends[0];
	child = fork();
	if (child == 0)
		run_child(&watchdog);
	close(ends[0]);
	if (child < 0) {
		close(ends[1]);
		return -EAGAIN;
	}
	sandbox->watchdog = child;
	sandbox->watchdog_pipe = ends[1];

	return 0;
}

int sandbox_start_watchdog(struct sandbox *sandbox, int message_fd)
{
	void *page;
	int result;

	if (sandbox->watchdog > 0 || sandbox->limits.time_ms == 0)
		return 0;
	page = mmap(NULL, sizeof(*sandbox->page), PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return -errno;
	sandbox->page = page;
	if (sandbox->depth > 0)
		atomic_store(&sandbox->page->entry, 1);
	result = fork_watchdog(sandbox, message_fd);
	if (result < 0)
		sandbox_stop_watchdog(sandbox);

	return result;
}

void sandbox_stop_watchdog(struct sandbox *sandbox)
{
	if (sandbox->watchdog_pipe >= 0)
		close(sandbox->watchdog_pipe);
	sandbox->watchdog_pipe = -1;
	if (sandbox->watchdog > 0) {
		kill(sandbox->watchdog, SIGKILL);
		while (waitpid(sandbox->watchdog, NULL, 0) < 0 &&
			errno == EINTR)
			continue;
	}
	sandbox->watchdog = 0;
	if (sandbox->page != NULL)
		munmap(sandbox->page, sizeof(*sandbox->page));
	sandbox->page = NULL;
}
