/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/box_probe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <sched.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/box_clock.h"
#include "sim/box_inner.h"
#include "sim/box_net.h"
#include "sim/box_preload.h"
#include "sim/close_later.h"

enum {
	FAMILY_QIPCRTR = 42, /* AF_QIPCRTR, which older headers do not have */
	CHILD_CRASHED = 255,
};

/* A user namespace where one is needed, as the box itself does it. */
static int be_able(void)
{
	return geteuid() == 0 ? 0 : box_become_root();
}

static int try_user(void)
{
	return box_become_root();
}

static int try_mount(void)
{
	int error = be_able();

	if (error)
		return error;
	if (unshare(CLONE_NEWNS) < 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0 ||
		mount("tmpfs", "/sys", "tmpfs", MS_NOSUID, NULL) < 0)
		return -errno;

	return 0;
}

static int try_net(void)
{
	int error = be_able();

	if (error)
		return error;

	return unshare(CLONE_NEWNET) < 0 ? -errno : 0;
}

/* Runs `part` in a child and returns what it returned. */
static int in_child(int (*part)(void))
{
	pid_t child;
	int status;

	fflush(NULL);
	child = fork();
	if (child == 0)
		_exit(-part() & 0xff);
	if (child < 0)
		return -errno;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;

	return WIFEXITED(status) ? -WEXITSTATUS(status) : -CHILD_CRASHED;
}

static int mount_proc(void)
{
	if (unshare(CLONE_NEWNS) < 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0 ||
		mount("proc", "/proc", "proc", MS_NOSUID, NULL) < 0)
		return -errno;

	return 0;
}

static int nothing(void)
{
	return 0;
}

static int try_pid(void)
{
	int error = be_able();

	if (error)
		return error;
	if (unshare(CLONE_NEWPID) < 0)
		return -errno;

	return in_child(nothing);
}

static int try_proc(void)
{
	int error = be_able();

	if (error)
		return error;
	if (unshare(CLONE_NEWPID) < 0)
		return -errno;

	return in_child(mount_proc);
}

static int try_devpts(void)
{
	int error = be_able();

	if (error)
		return error;
	if (unshare(CLONE_NEWNS) < 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0 ||
		mount("devpts", "/dev/pts", "devpts", MS_NOSUID,
			"newinstance,ptmxmode=0666") < 0)
		return -errno;

	return 0;
}

static int try_tun(void)
{
	int error = try_net();
	int tun = error ? error : net_tun("/dev/net/tun", 0, IFF_TAP, 0);

	if (tun < 0)
		return tun;
	close_later(tun);

	return 0;
}

static int try_veth(void)
{
	int error = try_net();
	int packets = error ? error : net_veth(0);

	if (packets < 0)
		return packets;
	close_later(packets);

	return 0;
}

static int try_open(const char *path)
{
	int file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK);

	if (file < 0)
		return -errno;
	close(file);

	return 0;
}

static int try_cuse(void)
{
	return try_open("/dev/cuse");
}

static int try_fuse(void)
{
	return try_open("/dev/fuse");
}

static int try_qrtr(void)
{
	int any = socket(FAMILY_QIPCRTR, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (any < 0)
		return -errno;
	close(any);

	return 0;
}

static int try_vhci(void)
{
	return access("/sys/devices/platform/vhci_hcd.0/attach", W_OK) < 0
		? -errno
		: 0;
}

static int try_library(void)
{
	char path[BOX_LINE_SIZE];

	return preload_find(path, sizeof(path)) ? 0 : -ENOENT;
}

static int try_clock(void)
{
	char path[BOX_LINE_SIZE];

	return clock_find(path, sizeof(path)) ? 0 : -ENOENT;
}

static int try_bus(void)
{
	static char *const command[] = {"dbus-daemon", "--version", NULL};
	posix_spawn_file_actions_t actions;
	int status = -1;
	pid_t child;
	int error = posix_spawn_file_actions_init(&actions);

	if (error == 0)
		error = posix_spawn_file_actions_addopen(
			&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (error == 0)
		error = posix_spawnp(
			&child, command[0], &actions, NULL, command, environ);
	if (error)
		return -error;
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -errno;

	return status == 0 ? 0 : -ENOEXEC;
}

struct attempt {
	const char *name;
	int (*part)(void);
	const char *remedy;  /* NULL: ask box_namespace_hint() */
	const char *allowed; /* the remedy when only the right is missing */
};

static void judge(struct probe *probe, const struct attempt *attempt)
{
	int error = in_child(attempt->part);

	*probe = (struct probe){.name = attempt->name, .works = error == 0};
	if (error == 0)
		return;
	snprintf(probe->why, sizeof(probe->why), "%s",
		error == -CHILD_CRASHED ? "the attempt ended in a crash"
					: strerror(-error));
	probe->remedy = attempt->remedy ? attempt->remedy
					: box_namespace_hint(-error);
	if (attempt->allowed && (error == -EACCES || error == -EPERM))
		probe->remedy = attempt->allowed;
}

static size_t judge_all(
	struct probe *probes, const struct attempt *attempts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		judge(&probes[i], &attempts[i]);

	return count;
}

size_t box_probe(struct probe probes[PROBE_PARTS_MAX])
{
	static const struct attempt attempts[] = {
		{"user namespace", try_user, NULL, NULL},
		{"mount namespace", try_mount, NULL, NULL},
		{"net namespace", try_net, NULL, NULL},
		{"pid namespace", try_pid, NULL, NULL},
		{"fresh /proc", try_proc,
			"a container that does not mask /proc, such as docker "
			"run --security-opt systempaths=unconfined",
			NULL},
		{"devpts", try_devpts, NULL, NULL},
		{"/dev/net/tun", try_tun,
			"modprobe tun; until then a veth pair is used",
			"chmod 0666 /dev/net/tun, which is what udev does; "
			"until then a veth pair is used"},
		{"veth", try_veth, "modprobe veth", NULL},
		{"preload library", try_library,
			"make install, or set QMIMIC_PRELOAD to the path of "
			"libqmimic-preload.so",
			NULL},
		{"libfaketime", try_clock,
			"install Debian's libfaketime, or set QMIMIC_FAKETIME "
			"to the path of libfaketime.so.1; `qmimic run --speed` "
			"needs it, nothing else does",
			NULL},
		{"system bus", try_bus,
			"install Debian's dbus-daemon; `qmimic run --dbus` "
			"needs it, nothing else does",
			NULL},
	};

	return judge_all(
		probes, attempts, sizeof(attempts) / sizeof(attempts[0]));
}

size_t kernel_probe(struct probe probes[PROBE_PARTS_MAX])
{
	static const char by_root[] = "only root may use it; run as root";
	static const struct attempt attempts[] = {
		{"cuse", try_cuse, "modprobe cuse", by_root},
		{"qrtr", try_qrtr, "modprobe qrtr", by_root},
		{"vhci_hcd", try_vhci, "modprobe vhci_hcd", by_root},
		{"fuse", try_fuse, "modprobe fuse", by_root},
	};

	return judge_all(
		probes, attempts, sizeof(attempts) / sizeof(attempts[0]));
}
