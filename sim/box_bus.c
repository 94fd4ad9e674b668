/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The private system bus of the box: an unmodified dbus-daemon with a policy
 * that lets every process of the box own and call everything, and a stand-in for
 * PolicyKit. Both are children of the supervisor and end with it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/bus_authority.h"

#define FOLDER "/run/dbus"
#define CONFIG FOLDER "/qmimic.conf"

enum {
	START_TIMEOUT_MS = 10000, /* a bus that is this slow is stuck */
};

/* No activation: what is not started in the box is not there. */
static const char bus_config[] =
	"<!DOCTYPE busconfig PUBLIC\n"
	" \"-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN\"\n"
	" \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
	"<busconfig>\n"
	"  <type>system</type>\n"
	"  <listen>" BOX_BUS_ADDRESS "</listen>\n"
	"  <auth>EXTERNAL</auth>\n"
	"  <policy context=\"default\">\n"
	"    <allow user=\"*\"/>\n"
	"    <allow own=\"*\"/>\n"
	"    <allow send_destination=\"*\" eavesdrop=\"true\"/>\n"
	"    <allow receive_sender=\"*\" eavesdrop=\"true\"/>\n"
	"    <allow eavesdrop=\"true\"/>\n"
	"  </policy>\n"
	"</busconfig>\n";

static int write_config(void)
{
	const ssize_t size = sizeof(bus_config) - 1;
	int error = 0;
	int file;

	if (mkdir(FOLDER, 0755) < 0 && errno != EEXIST)
		return -errno;
	file = open(CONFIG, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	if (file < 0)
		return -errno;
	if (write(file, bus_config, (size_t)size) != size)
		error = -EIO;
	close(file);

	return error;
}

/* Starts a child that has its end of a pipe as standard output and error, and
 * nothing of what the command shall get. Returns as fork() does.
 */
static pid_t start_child(const struct box_plan *plan, int *output)
{
	const pid_t supervisor = getpid();
	int ends[2];
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	child = fork();
	if (child != 0) {
		close(ends[1]);
		*output = ends[0];
		if (child < 0)
			close(ends[0]);
		return child;
	}

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != supervisor)
		_exit(BOX_STATUS_FAILED);
	box_let_go();
	signal(SIGPIPE, SIG_IGN); /* later on nobody reads */
	dup2(ends[1], STDOUT_FILENO);
	dup2(ends[1], STDERR_FILENO);
	close_range(STDERR_FILENO + 1, ~0U, 0);
	sigprocmask(SIG_SETMASK, &plan->mask, NULL);

	return 0;
}

/* Reads what a child says until it says that it is ready: a line that begins
 * with `mark`. Otherwise `text` ends with why it is not.
 */
static bool is_ready(int output, const char *mark, char *text, size_t size)
{
	struct pollfd wait = {.fd = output, .events = POLLIN};
	size_t used = 0;

	*text = '\0';
	while (used + 1 < size && !strstr(text, mark)) {
		int ready = poll(&wait, 1, START_TIMEOUT_MS);
		ssize_t got = -1;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready > 0)
			got = read(output, text + used, size - 1 - used);
		if (got <= 0) {
			snprintf(text + used, size - used, "%s%s",
				used > 0 ? "" : "it ",
				ready == 0	   ? "does not become ready"
					: used > 0 ? ""
						   : "ends without a word");
			break;
		}
		used += (size_t)got;
		text[used] = '\0';
	}
	close(output);

	return strstr(text, mark) != NULL;
}

/* Says that the bus is refused, in one line. */
static int refuse(const struct box_plan *plan, const char *what, char *why)
{
	const size_t length = strlen(why);

	if (length > 0 && why[length - 1] == '\n')
		why[length - 1] = '\0';
	for (char *at = why; *at; at++)
		if (*at == '\n')
			*at = ' ';
	box_say_text(plan->control, BOX_SAY_REFUSED, BOX_PART_BUS,
		"no system bus: %s: %s", what, why);

	return -ENOTSUP;
}

static int start_daemon(const struct box_plan *plan)
{
	char text[BOX_LINE_SIZE / 2];
	int output;
	pid_t child = start_child(plan, &output);

	if (child == 0) {
		execlp("dbus-daemon", "dbus-daemon", "--config-file=" CONFIG,
			"--nofork", "--nopidfile", "--nosyslog",
			"--print-address=1", (char *)NULL);
		dprintf(STDOUT_FILENO, "%s%s", strerror(errno),
			errno == ENOENT ? "; install Debian's dbus-daemon"
					: "");
		_exit(BOX_STATUS_NOT_FOUND);
	}
	if (child > 0 && is_ready(output, "unix:", text, sizeof(text)))
		return 0;
	if (child < 0)
		snprintf(text, sizeof(text), "%s", strerror(errno));

	return refuse(plan, "dbus-daemon", text);
}

static int start_authority(const struct box_plan *plan)
{
	char text[BOX_LINE_SIZE / 2];
	const char *error;
	int output;
	pid_t child = start_child(plan, &output);

	if (child == 0) {
		prctl(PR_SET_NAME, "qmimic-polkit");
		error = authority_run(BOX_BUS_ADDRESS, STDOUT_FILENO);
		if (error)
			dprintf(STDOUT_FILENO, "%s", error);
		_exit(error ? BOX_STATUS_FAILED : 0);
	}
	if (child > 0 && is_ready(output, AUTHORITY_READY, text, sizeof(text)))
		return 0;
	if (child < 0)
		snprintf(text, sizeof(text), "%s", strerror(errno));

	return refuse(plan, "PolicyKit's stand-in", text);
}

int box_start_bus(const struct box_plan *plan)
{
	char why[BOX_LINE_SIZE / 2];
	int error = write_config();

	if (error) {
		snprintf(why, sizeof(why), "%s", strerror(-error));
		return refuse(plan, CONFIG, why);
	}
	error = start_daemon(plan);

	return error ? error : start_authority(plan);
}
