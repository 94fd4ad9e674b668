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

/* Starts a child that has its end of a pipe as standard output and nothing of
 * what the command shall get. Returns as fork() does.
 */
static pid_t start_child(const struct box_plan *plan, int *ready)
{
	const pid_t supervisor = getpid();
	int ends[2];
	int null;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return -1;
	child = fork();
	if (child != 0) {
		close(ends[1]);
		*ready = ends[0];
		if (child < 0)
			close(ends[0]);
		return child;
	}

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != supervisor)
		_exit(BOX_STATUS_FAILED);
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	dup2(null, STDIN_FILENO);
	dup2(ends[1], STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	close_range(STDERR_FILENO + 1, ~0U, 0);
	if (chdir("/") < 0)
		_exit(BOX_STATUS_FAILED);
	sigprocmask(SIG_SETMASK, &plan->mask, NULL);

	return 0;
}

/* Waits until a child says that it is ready, by any line. What it says of a
 * failure goes to `why`.
 */
static bool is_ready(int ready, char *why, size_t size)
{
	struct pollfd wait = {.fd = ready, .events = POLLIN};
	ssize_t got = -1;
	int waited;

	do
		waited = poll(&wait, 1, START_TIMEOUT_MS);
	while (waited < 0 && errno == EINTR);
	snprintf(why, size, "it does not become ready");
	if (waited > 0)
		got = read(ready, why, size - 1);
	close(ready);
	if (got < 0)
		return false;
	why[got] = '\0';
	if (got == 0)
		snprintf(why, size, "it ended");

	return got > 0;
}

static int refuse(
	const struct box_plan *plan, const char *what, const char *why)
{
	box_say_text(plan->control, BOX_SAY_REFUSED, BOX_PART_BUS,
		"no system bus: %s: %s", what, why);

	return -ENOTSUP;
}

static int start_daemon(const struct box_plan *plan)
{
	char why[BOX_LINE_SIZE / 2];
	int ready;
	pid_t child = start_child(plan, &ready);

	if (child == 0) {
		execlp("dbus-daemon", "dbus-daemon", "--config-file=" CONFIG,
			"--nofork", "--nopidfile", "--nosyslog",
			"--print-address=1", (char *)NULL);
		_exit(BOX_STATUS_NOT_FOUND);
	}
	if (child < 0)
		return refuse(plan, "dbus-daemon", strerror(errno));
	if (is_ready(ready, why, sizeof(why)))
		return 0;

	return refuse(plan, "dbus-daemon", why);
}

static int start_authority(const struct box_plan *plan)
{
	char why[BOX_LINE_SIZE / 2];
	const char *error;
	int ready;
	pid_t child = start_child(plan, &ready);

	if (child == 0) {
		prctl(PR_SET_NAME, "qmimic-polkit");
		error = authority_run(BOX_BUS_ADDRESS, STDOUT_FILENO);
		if (error && write(STDOUT_FILENO, error, strlen(error)) < 0)
			_exit(BOX_STATUS_FAILED);
		_exit(error ? BOX_STATUS_FAILED : 0);
	}
	if (child < 0)
		return refuse(plan, "PolicyKit", strerror(errno));
	if (is_ready(ready, why, sizeof(why)) && *why == '\n')
		return 0;

	return refuse(plan, "PolicyKit's stand-in", why);
}

int box_start_bus(const struct box_plan *plan)
{
	int error = write_config();

	if (error)
		return refuse(plan, CONFIG, strerror(-error));
	error = start_daemon(plan);

	return error ? error : start_authority(plan);
}
