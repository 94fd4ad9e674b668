/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Everything that is mounted lives in the box's mount namespace and goes away
 * with it. Descriptors of what is covered are opened first, and bound through
 * /proc/self/fd afterwards; so no staging directory is needed.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_net.h"
#include "sim/box_serial.h"
#include "sim/box_sysfs.h"

/* The device files that a box has when the machine has them. */
static const char *const nodes[] = {
	"null", "zero", "full", "random", "urandom", "tty", "net/tun"};

enum {
	NODE_COUNT = sizeof(nodes) / sizeof(nodes[0]),
	NODE_TUN = NODE_COUNT - 1,
};

/* What is opened before it is covered; -1 where there is nothing. */
struct covered {
	int nodes[NODE_COUNT];
	int devices[BOX_MODEMS_MAX]; /* of the modems there are */
	int serial;		     /* the AT port */
	int console;		     /* the terminal on standard input */
};

static int refuse(const struct box_plan *plan, enum box_part part,
	const char *what, int error)
{
	box_say_text(plan->control, BOX_SAY_REFUSED, part, "%s: %s: %s", what,
		strerror(error), box_namespace_hint(error));

	return -error;
}

static void open_covered(const struct box_plan *plan, struct covered *covered)
{
	char path[64];

	for (int i = 0; i < NODE_COUNT; i++) {
		snprintf(path, sizeof(path), "/dev/%s", nodes[i]);
		covered->nodes[i] = open(path, O_PATH | O_CLOEXEC);
	}
	if (access("/dev/net/tun", R_OK | W_OK) < 0) {
		close(covered->nodes[NODE_TUN]);
		covered->nodes[NODE_TUN] = -1;
	}
	covered->serial = plan->config->at_device
		? open(plan->config->at_device, O_PATH | O_CLOEXEC)
		: -1;
	covered->console = -1;
	if (isatty(STDIN_FILENO))
		covered->console = open("/proc/self/fd/0", O_PATH | O_CLOEXEC);
	for (size_t i = 0; i <= plan->config->more_count; i++)
		covered->devices[i] = open(
			box_config_of(plan->config, i).device,
			O_PATH | O_CLOEXEC);
}

static void close_covered(const struct box_plan *plan, struct covered *covered)
{
	for (int i = 0; i < NODE_COUNT; i++)
		close(covered->nodes[i]);
	for (size_t i = 0; i <= plan->config->more_count; i++)
		close(covered->devices[i]);
	close(covered->serial);
	close(covered->console);
}

static void mount_devpts(const struct box_plan *plan)
{
	mkdir("/dev/pts", 0755);
	if (mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC,
		    "newinstance,ptmxmode=0666,mode=0620") < 0)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_DEVPTS,
			"no /dev/pts: %s: programs in the box cannot open "
			"terminals of their own",
			strerror(errno));
	else if (symlink("pts/ptmx", "/dev/ptmx") < 0)
		return;
}

static int fill_dev(const struct box_plan *plan, const struct covered *covered)
{
	static const char *const links[][2] = {{"/proc/self/fd", "/dev/fd"},
		{"/proc/self/fd/0", "/dev/stdin"},
		{"/proc/self/fd/1", "/dev/stdout"},
		{"/proc/self/fd/2", "/dev/stderr"}};
	char path[64];
	int error;

	mkdir("/dev/shm", 01777);
	chmod("/dev/shm", 01777);
	mkdir("/dev/net", 0755);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (symlink(links[i][0], links[i][1]) < 0)
			return -errno;
	for (int i = 0; i < NODE_COUNT; i++) {
		snprintf(path, sizeof(path), "/dev/%s", nodes[i]);
		error = covered->nodes[i] < 0
			? 0
			: box_bind_file(covered->nodes[i], path);
		if (error)
			return error;
	}
	if (covered->console >= 0)
		box_bind_file(covered->console, "/dev/console");
	mount_devpts(plan);
	error = box_bind_serial(covered->serial);
	for (size_t i = 0; i <= plan->config->more_count && error == 0; i++) {
		snprintf(path, sizeof(path), "/dev/cdc-wdm%zu", i);
		error = box_bind_file(covered->devices[i], path);
	}

	return error;
}

/* The first device that could not be opened, or NULL. */
static const char *missing_device(
	const struct box_plan *plan, const struct covered *covered)
{
	for (size_t i = 0; i <= plan->config->more_count; i++)
		if (covered->devices[i] < 0)
			return box_config_of(plan->config, i).device;

	return NULL;
}

static int mount_dev(struct box_plan *plan)
{
	struct covered covered;
	const char *missing;
	int error;

	open_covered(plan, &covered);
	error = errno;
	missing = missing_device(plan, &covered);
	plan->terminals = box_open_terminals(plan->config->device);
	if (missing) {
		close_covered(plan, &covered);
		return refuse(plan, BOX_PART_DEVICE, missing, error);
	}
	if (mount("tmpfs", "/dev", "tmpfs", MS_NOSUID | MS_NOEXEC,
		    "mode=0755,size=65536k") < 0) {
		error = errno;
		close_covered(plan, &covered);
		return refuse(
			plan, BOX_PART_MOUNT, "mounts are refused", error);
	}
	error = fill_dev(plan, &covered);
	close_covered(plan, &covered);
	if (error)
		return refuse(plan, BOX_PART_DEVICE, "no private /dev", -error);

	return 0;
}

/* What the box shows of its modems. */
struct shown {
	struct box_config configs[BOX_MODEMS_MAX];
	struct sysfs_facts facts[BOX_MODEMS_MAX];
	char addresses[BOX_MODEMS_MAX][32];
	size_t count;
};

static int mount_udev(const struct shown *shown)
{
	struct stat info;
	int directory;
	int error = 0;

	if (stat("/run/udev", &info) < 0) {
		error = box_mirror("/run", "udev", NULL);
		if (error)
			return error;
	}
	for (size_t i = 0; i < shown->count; i++)
		if (shown->facts[i].ifindex > 0)
			box_bind_counters(i);
	directory = box_cover("/run/udev");
	if (directory < 0)
		return directory;
	for (size_t i = 0; i < shown->count && error == 0; i++)
		error = sysfs_write_udev(directory, &shown->facts[i]);
	close(directory);

	return error;
}

/* What programs ask of /sys that has nothing to do with modems: processors,
 * memory, control groups.
 */
static const char *const kept[] = {
	"/sys/devices/system", "/sys/fs", "/sys/kernel"};

enum {
	KEPT_COUNT = sizeof(kept) / sizeof(kept[0]),
};

static void open_kept(int *descriptors)
{
	for (int i = 0; i < KEPT_COUNT; i++)
		descriptors[i] = open(kept[i], O_PATH | O_CLOEXEC);
}

/* What cannot be bound stays an empty directory. */
static void bind_kept(const int *descriptors)
{
	for (int i = 0; i < KEPT_COUNT; i++) {
		if (descriptors[i] < 0)
			continue;
		if (mkdir(kept[i], 0755) == 0 || errno == EEXIST)
			box_bind(descriptors[i], kept[i], MS_REC);
		close(descriptors[i]);
	}
}

static void describe(struct box_plan *plan, struct shown *shown)
{
	shown->count = plan->config->more_count + 1;
	for (size_t i = 0; i < shown->count; i++) {
		struct sysfs_facts *facts = &shown->facts[i];
		char path[64];
		struct stat info;

		shown->configs[i] = box_config_of(plan->config, i);
		*facts = (struct sysfs_facts){.config = &shown->configs[i],
			.number = i,
			.at_device = i == 0 ? plan->at_number : 0,
			.address = ""};
		snprintf(path, sizeof(path), "/dev/cdc-wdm%zu", i);
		if (stat(path, &info) == 0)
			facts->device = info.st_rdev;
		plan->devices[i] = facts->device;
		net_describe(facts, shown->addresses[i],
			sizeof(shown->addresses[i]));
	}
}

static int mount_sys(struct box_plan *plan)
{
	struct shown shown;
	int held[KEPT_COUNT];
	int directory;
	int error;

	plan->at_number = box_serial_number(plan->config);
	describe(plan, &shown);
	open_kept(held);
	directory = box_cover("/sys");
	if (directory < 0)
		return refuse(plan, BOX_PART_SYSFS, "/sys cannot be covered",
			-directory);
	error = sysfs_write(directory, &shown.facts[0]);
	for (size_t i = 1; i < shown.count && error == 0; i++)
		error = sysfs_plug(directory, &shown.facts[i]);
	bind_kept(held);
	close(directory);
	if (error)
		return refuse(
			plan, BOX_PART_SYSFS, "/sys cannot be filled", -error);
	error = mount_udev(&shown);
	if (error)
		box_say_text(plan->control, BOX_SAY_MISSING, BOX_PART_UDEV,
			"no /run/udev: %s: programs that ask libudev find no "
			"properties of the modem",
			strerror(-error));

	return 0;
}

/* A container that masks parts of /proc is not allowed a fresh one. */
static int mount_proc(const struct box_plan *plan)
{
	if (!plan->has_pid)
		return 0;
	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		    NULL) == 0)
		return 0;
	box_say_text(plan->control, BOX_SAY_REFUSED, BOX_PART_PROC,
		"no pid namespace: a fresh /proc is refused (%s), as in a "
		"container that masks parts of /proc: the command sees this "
		"machine's processes",
		strerror(errno));

	return -errno;
}

/* Daemons find /run without what the machine's own ones keep there, and no
 * state of theirs outlives the box.
 */
static int make_daemon_folders(const struct box_plan *plan)
{
	int error = box_mirror("/run", "dbus", "udev", NULL);

	if (error)
		return refuse(plan, BOX_PART_RUN, "no private /run", -error);
	error = box_mirror("/var/lib", "ModemManager", "NetworkManager",
		"connman", "ofono", NULL);
	if (error)
		return refuse(
			plan, BOX_PART_RUN, "no private /var/lib", -error);

	return 0;
}

int box_mounts(struct box_plan *plan)
{
	int error;

	if (unshare(CLONE_NEWNS) < 0 ||
		mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) < 0)
		return refuse(
			plan, BOX_PART_MOUNT, "no mount namespace", errno);
	error = mount_proc(plan);
	if (error)
		return error;
	box_make_network(plan); /* it uses the machine's /dev/net/tun */
	error = mount_dev(plan);
	if (error)
		return error;
	error = plan->config->wants_bus ? make_daemon_folders(plan) : 0;
	if (error)
		return error;

	return mount_sys(plan);
}
