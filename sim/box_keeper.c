/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The keeper makes the namespaces except the mount namespace, starts the
 * supervisor and outlives it: it is the one process that still sees the
 * caller's files when the caller is gone.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_tree.h"

static int write_text(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	ssize_t written;
	int error;

	if (file < 0)
		return -errno;
	written = write(file, text, strlen(text));
	error = written < 0 ? -errno : 0;
	close(file);

	return error;
}

int box_become_root(void)
{
	uid_t user = geteuid();
	gid_t group = getegid();
	char line[32];
	int error;

	if (unshare(CLONE_NEWUSER) < 0)
		return -errno;
	snprintf(line, sizeof(line), "0 %u 1\n", user);
	error = write_text("/proc/self/uid_map", line);
	if (error)
		return error;
	error = write_text("/proc/self/setgroups", "deny");
	if (error && error != -ENOENT)
		return error;
	snprintf(line, sizeof(line), "0 %u 1\n", group);

	return write_text("/proc/self/gid_map", line);
}

static long read_number(const char *path)
{
	char text[32] = "";
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t size;

	if (file < 0)
		return -1;
	size = read(file, text, sizeof(text) - 1);
	close(file);

	return size > 0 ? strtol(text, NULL, 10) : -1;
}

const char *box_namespace_hint(int error)
{
	if (read_number("/proc/sys/user/max_user_namespaces") == 0)
		return "user.max_user_namespaces is 0; set it to 1000 or more";
	if (read_number("/proc/sys/kernel/unprivileged_userns_clone") == 0)
		return "kernel.unprivileged_userns_clone is 0; set it to 1";
	if (read_number("/proc/sys/kernel/"
			"apparmor_restrict_unprivileged_userns") == 1)
		return "AppArmor restricts user namespaces; install qmimic's "
		       "AppArmor profile";
	if (error == EPERM || error == EACCES)
		return "a container's seccomp filter or security module "
		       "forbids it; allow user namespaces there";
	if (error == ENOSYS || error == EINVAL)
		return "the kernel has none; build it with CONFIG_USER_NS";

	return "a limit of this machine is reached";
}

/* Says what is refused; returns false when the attempt is over. */
static bool make_namespaces(struct box_plan *plan)
{
	int error = plan->has_user ? box_become_root() : 0;

	if (error) {
		box_say_text(plan->control, BOX_SAY_REFUSED, BOX_PART_USER,
			"no user namespace: %s: %s", strerror(-error),
			box_namespace_hint(-error));
		return false;
	}
	plan->has_net = unshare(CLONE_NEWNET) == 0;
	if (!plan->has_net)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_NET,
			"no network namespace: %s: no wwan0, and @qmi-proxy "
			"is shared with this machine",
			strerror(errno));
	if (plan->has_pid && unshare(CLONE_NEWPID) < 0) {
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_PID,
			"no pid namespace: %s: the command sees this "
			"machine's processes",
			strerror(errno));
		plan->has_pid = false;
	}

	return true;
}

void box_let_go(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (chdir("/") < 0 || null < 0)
		return;
	for (int i = 0; i <= 2; i++)
		dup2(null, i);
	close(null);
}

static void clean_up(const struct box_plan *plan)
{
	if (plan->record)
		unlink(plan->record);
	if (plan->tree)
		tree_remove(plan->tree);
	if (plan->config->scratch)
		tree_remove(plan->config->scratch);
}

static pid_t parent_of(const char *pid)
{
	char path[64];
	char text[512];
	const char *name_end;
	int parent = 0;
	ssize_t size;
	int file;

	snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
	file = open(path, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return 0;
	size = read(file, text, sizeof(text) - 1);
	close(file);
	text[size > 0 ? size : 0] = '\0';
	name_end = strrchr(text, ')'); /* a name may hold anything */
	if (!name_end || sscanf(name_end + 1, " %*c %d", &parent) != 1)
		return 0;

	return parent;
}

void box_kill_children(void)
{
	do {
		DIR *list = opendir("/proc");
		struct dirent *entry;

		while (list && (entry = readdir(list)))
			if (isdigit((unsigned char)entry->d_name[0]) &&
				parent_of(entry->d_name) == getpid())
				kill(atoi(entry->d_name), SIGKILL);
		if (list)
			closedir(list);
	} while (waitpid(-1, NULL, 0) > 0 || errno == EINTR);
}

/* What the caller wants to do on a signal is none of our business, and its
 * handlers would write to its event loop. What it ignores stays ignored, except
 * for SIGPIPE, which servers ignore and commands do not expect ignored.
 */
static void reset_signals(void)
{
	for (int signo = 1; signo < NSIG; signo++) {
		struct sigaction action;

		if (sigaction(signo, NULL, &action) < 0)
			continue;
		if (action.sa_handler == SIG_DFL ||
			(action.sa_handler == SIG_IGN && signo != SIGPIPE))
			continue;
		action = (struct sigaction){.sa_handler = SIG_DFL};
		sigaction(signo, &action, NULL);
	}
}

/* What the caller opened for itself does not belong into the box. Everything
 * that is not close-on-exec is meant for the command.
 */
static void close_private(const struct box_plan *plan)
{
	DIR *list = opendir("/proc/self/fd");
	struct dirent *entry;

	while (list && (entry = readdir(list))) {
		int descriptor = atoi(entry->d_name);
		int flags;

		if (descriptor <= 2 || descriptor == plan->control ||
			descriptor == plan->caller || descriptor == dirfd(list))
			continue;
		flags = fcntl(descriptor, F_GETFD);
		if (flags >= 0 && (flags & FD_CLOEXEC))
			close(descriptor);
	}
	if (list)
		closedir(list);
}

_Noreturn void box_keeper(struct box_plan *plan)
{
	pid_t supervisor;
	int status = 0;

	close_private(plan);
	reset_signals();
	prctl(PR_SET_NAME, "qmimic-keeper");
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	plan->keeper = (int)syscall(SYS_pidfd_open, getpid(), 0);

	if (plan->has_namespaces && !make_namespaces(plan))
		_exit(BOX_STATUS_FAILED);
	supervisor = fork();
	if (supervisor == 0)
		box_supervisor(plan);
	if (supervisor < 0) {
		box_say_text(plan->control, BOX_SAY_REFUSED, BOX_PART_PID,
			"cannot start a process: %s", strerror(errno));
		_exit(BOX_STATUS_FAILED);
	}
	box_let_go();
	while (waitpid(supervisor, &status, 0) < 0 && errno == EINTR)
		;
	if (!plan->has_pid)
		box_kill_children();
	if (WIFEXITED(status) && WEXITSTATUS(status) == BOX_STATUS_FAILED)
		_exit(BOX_STATUS_FAILED); /* refused; there may be another try */
	clean_up(plan);
	if (WIFSIGNALED(status))
		box_say(plan->control, BOX_SAY_EXITED,
			BOX_STATUS_SIGNALLED + WTERMSIG(status), -1);
	_exit(0);
}
