/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_preload.h"
#include "sim/box_record.h"
#include "sim/close_later.h"

enum {
	START_TIMEOUT_MS = 30000, /* a machine that is this slow is stuck */
};

struct box {
	int control;
	pid_t keeper;
	pid_t supervisor;
	pid_t command;
	enum box_network kinds[BOX_MODEMS_MAX];
	bool is_raw_ip[BOX_MODEMS_MAX];
	int networks[BOX_MODEMS_MAX]; /* descriptors; -1: none, or taken */
	int status;
	int exec_error;
	enum box_part refused_part;
	bool is_refused;
	char refusal[BOX_LINE_SIZE]; /* the reason of the last one */
	bool has_ended;
	char record[BOX_LINE_SIZE];
	char tree[BOX_LINE_SIZE];    /* preload tier */
	char library[BOX_LINE_SIZE]; /* preload tier */
};

static void report_line(struct box_report *report, const char *text)
{
	for (size_t i = 0; i < report->count; i++)
		if (strcmp(report->lines[i], text) == 0)
			return;
	if (report->count < BOX_LINES_MAX)
		snprintf(report->lines[report->count++], BOX_LINE_SIZE, "%s",
			text);
}

static void take_network(struct box *box, int value)
{
	const unsigned int number = (unsigned int)value >> BOX_MODEM_SHIFT;

	if (number >= BOX_MODEMS_MAX)
		return;
	box->kinds[number] = (enum box_network)(value & BOX_NETWORK_KIND);
	box->is_raw_ip[number] = value & BOX_NETWORK_RAW_IP;
}

static void take(struct box *box, const struct box_message *message,
	pid_t sender, struct box_report *report)
{
	switch ((enum box_say)message->say) {
	case BOX_SAY_REFUSED:
		box->is_refused = true;
		box->refused_part = (enum box_part)message->value;
		memcpy(box->refusal, message->text, sizeof(box->refusal));
		break;
	case BOX_SAY_MISSING:
		if (report)
			report_line(report, message->text);
		break;
	case BOX_SAY_NETWORK:
		take_network(box, message->value);
		break;
	case BOX_SAY_READY:
		box->supervisor = sender;
		break;
	case BOX_SAY_COMMAND:
		box->command = sender;
		break;
	case BOX_SAY_EXEC_FAILED:
		box->exec_error = message->value;
		break;
	case BOX_SAY_EXITED:
		box->status = message->value;
		break;
	case BOX_SAY_SIGNAL:
	case BOX_SAY_DEVICE:
	case BOX_SAY_END:
		break;
	}
}

/* Takes the descriptor that a message carries, or closes it. A modem that is
 * plugged in again has a new interface.
 */
static void take_descriptor(
	struct box *box, const struct box_message *message, int descriptor)
{
	unsigned int number = (unsigned int)message->value >> BOX_MODEM_SHIFT;
	int left = descriptor;

	if (descriptor >= 0 && message->say == BOX_SAY_NETWORK &&
		number < BOX_MODEMS_MAX) {
		left = box->networks[number];
		box->networks[number] = descriptor;
	}
	if (left >= 0)
		close_later(left);
}

/* Receives one message. Returns 1, 0 at the end of the box, or -errno. */
static int receive(struct box *box, struct box_report *report)
{
	union {
		char bytes[CMSG_SPACE(sizeof(int)) +
			CMSG_SPACE(sizeof(struct ucred))];
		struct cmsghdr aligned;
	} extra;
	struct box_message message;
	struct iovec part = {&message, sizeof(message)};
	struct msghdr header = {.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = extra.bytes,
		.msg_controllen = sizeof(extra.bytes)};
	struct ucred sender = {0};
	int descriptor = -1;
	ssize_t size = recvmsg(
		box->control, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);

	if (size <= 0)
		return size < 0 ? -errno : 0;
	for (struct cmsghdr *item = CMSG_FIRSTHDR(&header); item;
		item = CMSG_NXTHDR(&header, item)) {
		if (item->cmsg_type == SCM_CREDENTIALS)
			memcpy(&sender, CMSG_DATA(item), sizeof(sender));
		else if (item->cmsg_type == SCM_RIGHTS)
			memcpy(&descriptor, CMSG_DATA(item), sizeof(int));
	}
	if (size == sizeof(message)) {
		take_descriptor(box, &message, descriptor);
		take(box, &message, sender.pid, report);
	}

	return 1;
}

static void collect(struct box *box)
{
	int status;

	if (box->has_ended)
		return;
	box->has_ended = true;
	while (waitpid(box->keeper, &status, 0) < 0 && errno == EINTR)
		;
	if (*box->record)
		unlink(box->record);
	if (*box->tree)
		preload_tree_remove(box->tree);
}

/* Waits until the command starts, the attempt is refused, or the box ends. */
static int wait_for_start(struct box *box, struct box_report *report)
{
	struct pollfd wait = {.fd = box->control, .events = POLLIN};

	while (box->command == 0) {
		int ready = poll(&wait, 1, START_TIMEOUT_MS);
		int got;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0) {
			report_line(report, "the box does not become ready");
			kill(box->keeper, SIGKILL);
			box_kill(box);
			collect(box);
			return ready < 0 ? -EIO : -ETIMEDOUT;
		}
		got = receive(box, report);
		if (got == 0) {
			collect(box);
			return box->is_refused ? -EPERM : -EIO;
		}
	}

	return 0;
}

static int attempt(
	struct box *box, struct box_plan *plan, struct box_report *report)
{
	static const int yes = 1;
	sigset_t all;
	int pair[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0)
		return -errno;
	setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &yes, sizeof(yes));
	plan->control = pair[1];
	plan->caller = (int)syscall(SYS_pidfd_open, getpid(), 0);

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &plan->mask);
	box->keeper = fork();
	if (box->keeper == 0)
		box_keeper(plan);
	sigprocmask(SIG_SETMASK, &plan->mask, NULL);
	close(pair[1]);
	close(plan->caller);
	if (box->keeper < 0) {
		close(pair[0]);
		return -EAGAIN;
	}
	box->control = pair[0];

	return wait_for_start(box, report);
}

static void close_networks(struct box *box)
{
	for (size_t i = 0; i < BOX_MODEMS_MAX; i++) {
		if (box->networks[i] >= 0)
			close_later(box->networks[i]);
		box->networks[i] = -1;
	}
}

/* Makes a box ready for the next attempt, or for its end. */
static void start_over(struct box *box)
{
	if (box->control >= 0)
		close(box->control);
	close_networks(box);
	box->control = -1;
	memset(box->kinds, 0, sizeof(box->kinds));
	box->supervisor = 0;
	box->command = 0;
	box->status = BOX_STATUS_FAILED;
	box->is_refused = false;
	box->has_ended = false;
}

/* Tries namespaces, with fewer of them each time that a part is refused. */
static int try_namespaces(
	struct box *box, struct box_plan *plan, struct box_report *report)
{
	plan->has_namespaces = true;
	plan->has_user = geteuid() != 0;
	plan->has_pid = true;

	for (;;) {
		int error = attempt(box, plan, report);

		if (error == 0 || !box->is_refused)
			return error;
		start_over(box);
		report->count = 0;
		if (box->refused_part == BOX_PART_PROC && plan->has_pid) {
			plan->has_pid = false;
			report_line(report, box->refusal);
		} else if (box->refused_part == BOX_PART_MOUNT &&
			!plan->has_user) {
			plan->has_user = true; /* root, but not of much */
		} else {
			report_line(report, box->refusal);
			return error;
		}
	}
}

static int try_preload(
	struct box *box, struct box_plan *plan, struct box_report *report)
{
	const char *why;
	int error;

	plan->has_namespaces = false;
	plan->has_user = false;
	plan->has_pid = false;
	plan->has_net = false;
	if (plan->config->wants_bus) {
		if (plan->config->avoids_namespaces)
			report_line(report,
				"no preloaded library: a system bus needs "
				"namespaces");
		return -ENOTSUP;
	}
	if (!plan->config->socket) {
		if (plan->config->avoids_namespaces)
			report_line(report,
				"no preloaded library: the endpoint has "
				"no socket that it could use");
		return -ENOTSUP;
	}
	if (!preload_find(box->library, sizeof(box->library))) {
		report_line(report,
			"no preloaded library: "
			"libqmimic-preload.so is not installed; "
			"QMIMIC_PRELOAD can name it");
		return -ENOENT;
	}
	if (strpbrk(box->library, " :")) {
		report_line(report,
			"no preloaded library: the dynamic linker "
			"takes no path with a blank or a colon; "
			"move libqmimic-preload.so");
		return -ENOTSUP;
	}
	why = preload_refusal(plan->config->argv[0]);
	if (why) {
		report_line(report, why);
		return -ENOTSUP;
	}
	error = preload_tree_make(plan->config, box->tree, sizeof(box->tree));
	if (error) {
		report_line(report,
			"no preloaded library: its files cannot "
			"be written; see TMPDIR");
		return error;
	}
	report_line(report,
		"a preloaded library stands in for namespaces: "
		"the command sees this machine's processes and "
		"network, and has no wwan0");
	plan->library = box->library;
	plan->tree = box->tree;

	return attempt(box, plan, report);
}

int box_start(const struct box_config *config, struct box **box,
	struct box_report *report)
{
	struct box_plan plan = {.config = config};
	char record[BOX_LINE_SIZE] = "";
	int error = -ENOTSUP;
	struct box *new = calloc(1, sizeof(*new));

	*box = NULL;
	*report = (struct box_report){0};
	if (!new)
		return -ENOMEM;
	new->control = -1;
	for (size_t i = 0; i < BOX_MODEMS_MAX; i++)
		new->networks[i] = -1;
	new->status = BOX_STATUS_FAILED;
	record_reserve(record, sizeof(record));
	plan.record = *record ? record : NULL;

	if (!config->avoids_namespaces && config->device)
		error = try_namespaces(new, &plan, report);
	report->tier = BOX_TIER_NAMESPACES;
	if (error) {
		error = try_preload(new, &plan, report);
		report->tier = BOX_TIER_PRELOAD;
	}
	if (error) {
		report->tier = BOX_TIER_NONE;
		start_over(new);
		if (*record)
			unlink(record);
		if (*new->tree)
			preload_tree_remove(new->tree);
		free(new);
		return error;
	}

	memcpy(plan.networks, new->kinds, sizeof(plan.networks));
	snprintf(new->record, sizeof(new->record), "%s", record);
	if (*record)
		record_write(record, &plan, new->supervisor);
	*box = new;

	return 0;
}

int box_fd(const struct box *box)
{
	return box->control;
}

bool box_update(struct box *box)
{
	while (!box->has_ended) {
		int got = receive(box, NULL);

		if (got == -EINTR)
			continue;
		if (got < 0)
			break;
		if (got == 0)
			collect(box);
	}

	return box->has_ended;
}

int box_status(const struct box *box)
{
	return box->status;
}

int box_exec_error(const struct box *box)
{
	return box->exec_error;
}

pid_t box_pid(const struct box *box)
{
	return box->command;
}

enum box_network box_network(const struct box *box, size_t modem)
{
	return box->kinds[modem];
}

bool box_is_raw_ip(const struct box *box, size_t modem)
{
	return box->is_raw_ip[modem];
}

int box_take_network(struct box *box, size_t modem)
{
	int descriptor = box->networks[modem];

	box->networks[modem] = -1;

	return descriptor;
}

int box_signal(struct box *box, int signo)
{
	if (box->has_ended)
		return -ESRCH;

	return box_say(box->control, BOX_SAY_SIGNAL, signo, -1);
}

int box_set_device(struct box *box, size_t modem, const char *device)
{
	struct box_message message = {
		.say = BOX_SAY_DEVICE, .value = (int32_t)modem};

	if (box->has_ended)
		return -ESRCH;

	snprintf(
		message.text, sizeof(message.text), "%s", device ? device : "");

	return send(box->control, &message, sizeof(message), MSG_NOSIGNAL) < 0
		? -errno
		: 0;
}

void box_kill(struct box *box)
{
	if (!box->has_ended)
		box_say(box->control, BOX_SAY_END, 0, -1);
}

void box_close_network(int descriptor)
{
	if (descriptor >= 0)
		close_later(descriptor);
}

void box_free(struct box *box)
{
	struct pollfd wait;

	if (!box)
		return;
	box_kill(box);
	while (!box_update(box)) {
		wait = (struct pollfd){.fd = box->control, .events = POLLIN};
		poll(&wait, 1, -1);
	}
	close(box->control);
	close_networks(box);
	free(box);
}
