/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The supervisor prepares the box from inside, starts the command, forwards
 * signals to it and reaps. With a pid namespace it is process 1 there.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_record.h"

static const int forwarded[] = {
	SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGCONT};

struct supervisor {
	struct box_plan *plan;
	int signals; /* signalfd */
	int raw_ip;  /* what box_open_raw_ip() gave */
	pid_t command;
	int status;			 /* of the command */
	bool is_over;			 /* the box shall end */
	bool came_by_terminal[NSIG + 1]; /* the command has it already */
};

static void forward(const struct supervisor *self, int signo)
{
	if (self->command > 0)
		kill(self->command, signo);
}

static void take_signals(struct supervisor *self)
{
	struct signalfd_siginfo info;

	while (read(self->signals, &info, sizeof(info)) == sizeof(info)) {
		int signo = (int)info.ssi_signo;

		if (signo == SIGCHLD)
			continue;
		if (info.ssi_code == SI_KERNEL)
			self->came_by_terminal[signo] = true;
		else
			forward(self, signo);
	}
}

static void take_message(struct supervisor *self)
{
	struct box_message message;
	ssize_t size = recv(
		self->plan->control, &message, sizeof(message), MSG_DONTWAIT);

	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (size != sizeof(message) || message.say == BOX_SAY_END) {
		self->is_over = true;
		return;
	}
	if (message.say == BOX_SAY_DEVICE) {
		message.text[sizeof(message.text) - 1] = '\0';
		if (message.value >= 0 &&
			(size_t)message.value <= self->plan->config->more_count)
			box_place_device(self->plan, (size_t)message.value,
				message.text);
		box_watch_raw_ip(self->plan, self->raw_ip);
		return;
	}
	if (message.say != BOX_SAY_SIGNAL || message.value < 0 ||
		message.value > NSIG)
		return;
	take_signals(self);
	if (self->came_by_terminal[message.value])
		self->came_by_terminal[message.value] = false;
	else
		forward(self, message.value);
}

static void reap(struct supervisor *self)
{
	int status;
	pid_t pid;

	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (pid != self->command)
			continue;
		self->command = 0;
		self->is_over = true;
		self->status = WIFEXITED(status)
			? WEXITSTATUS(status)
			: BOX_STATUS_SIGNALLED + WTERMSIG(status);
	}
}

static void supervise(struct supervisor *self)
{
	while (!self->is_over) {
		struct pollfd waits[] = {
			{.fd = self->signals, .events = POLLIN},
			{.fd = self->plan->control, .events = POLLIN},
			{.fd = self->plan->caller, .events = POLLIN},
			{.fd = self->plan->keeper, .events = POLLIN},
			{.fd = self->raw_ip, .events = POLLIN}};

		if (poll(waits, 5, -1) < 0)
			continue;
		if (waits[0].revents)
			take_signals(self);
		if (waits[1].revents)
			take_message(self);
		if (waits[4].revents)
			box_follow_raw_ip(self->plan, self->raw_ip);
		if (waits[2].revents || waits[3].revents)
			self->is_over = true;
		reap(self);
	}
}

void box_environment(const struct box_plan *plan)
{
	char variables[RECORD_VARIABLES_MAX][RECORD_VARIABLE_SIZE];
	const size_t count = box_variables(plan, variables);

	for (size_t i = 0; i < count; i++) {
		char *value = strchr(variables[i], '=');

		*value = '\0';
		setenv(variables[i], value + 1, 1);
	}
}

_Noreturn static void execute(struct box_plan *plan, pid_t supervisor)
{
	int error;

	/* The supervisor's death is the command's, also where no pid
	 * namespace sees to it.
	 */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != supervisor)
		_exit(BOX_STATUS_FAILED);
	box_environment(plan);
	sigprocmask(SIG_SETMASK, &plan->mask, NULL);
	box_say(plan->control, BOX_SAY_COMMAND, 0, -1);
	execvp(plan->config->argv[0], plan->config->argv);
	error = errno;
	box_say(plan->control, BOX_SAY_EXEC_FAILED, error, -1);
	_exit(error == ENOENT ? BOX_STATUS_NOT_FOUND : BOX_STATUS_NOT_RUN);
}

static int open_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	for (size_t i = 0; i < sizeof(forwarded) / sizeof(forwarded[0]); i++)
		sigaddset(&set, forwarded[i]);

	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

_Noreturn void box_supervisor(struct box_plan *plan)
{
	struct supervisor self = {.plan = plan};
	pid_t own = getpid();

	prctl(PR_SET_NAME, "qmimic-box");
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	if (plan->keeper < 0)
		prctl(PR_SET_PDEATHSIG, SIGKILL);

	if (plan->has_namespaces && box_mounts(plan) < 0)
		_exit(BOX_STATUS_FAILED);
	if (plan->config->wants_bus && box_start_bus(plan) < 0)
		_exit(BOX_STATUS_FAILED);
	self.signals = open_signals();
	self.raw_ip = box_open_raw_ip(plan);
	box_watch_raw_ip(plan, self.raw_ip);
	box_say(plan->control, BOX_SAY_READY, 0, -1);
	self.command = fork();
	if (self.command == 0)
		execute(plan, own);
	if (self.command < 0 || self.signals < 0) {
		box_say_text(plan->control, BOX_SAY_REFUSED, BOX_PART_PID,
			"cannot start a process: %s", strerror(errno));
		_exit(BOX_STATUS_FAILED);
	}
	box_let_go();
	supervise(&self);
	if (self.command > 0) {
		kill(self.command, SIGKILL);
		self.status = BOX_STATUS_SIGNALLED + SIGKILL;
	}
	if (!plan->has_pid)
		box_kill_children();
	box_say(plan->control, BOX_SAY_EXITED, self.status, -1);
	_exit(0);
}
