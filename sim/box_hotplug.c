/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The modem is unplugged and plugged in, as the kernel and udevd show it: first
 * the files change, then the messages are sent, of children before parents when
 * it goes and the other way round when it comes.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_net.h"
#include "sim/box_serial.h"
#include "sim/box_sysfs.h"
#include "sim/uevent.h"

#define ASIDE "/sys/module/aside"

/* The folders that show the modem; -1 where there is none. */
struct folders {
	int sys;
	int udev;
};

static struct folders open_folders(void)
{
	const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;

	return (struct folders){open("/sys", flags), open("/run/udev", flags)};
}

static void close_folders(const struct folders *folders)
{
	if (folders->sys >= 0)
		close(folders->sys);
	if (folders->udev >= 0)
		close(folders->udev);
}

static void read_text(int folder, const char *path, char *text, size_t size)
{
	int file = openat(folder, path, O_RDONLY | O_CLOEXEC);
	ssize_t got = file < 0 ? 0 : read(file, text, size - 1);

	text[got > 0 ? got : 0] = '\0';
	if (file >= 0)
		close(file);
}

/* Properties are those of the node's uevent file and of its udev record. */
static void describe(struct box_plan *plan, struct uevent *event,
	const char *action, const struct sysfs_node *node)
{
	const struct folders folders = open_folders();
	char path[sizeof(node->path) + 16];
	char text[UEVENT_PROPERTIES_MAX];

	snprintf(path, sizeof(path), "/%s", node->path);
	uevent_begin(event, action, path, node->subsystem);
	snprintf(path, sizeof(path), "%s/uevent", node->path);
	read_text(folders.sys, path, text, sizeof(text));
	uevent_put_lines(event, text, "");
	snprintf(path, sizeof(path), "data/%s", node->record);
	read_text(folders.udev, path, text, sizeof(text));
	uevent_put_lines(event, text, "E:");
	uevent_put(event, "USEC_INITIALIZED=1000000");
	uevent_put(event, "SEQNUM=%" PRIu64, ++plan->events);
	close_folders(&folders);
}

/* Without a network namespace of its own the machine's programs would hear. */
static void tell(
	const struct box_plan *plan, const struct uevent *events, size_t count)
{
	int opened = plan->has_net ? uevent_open() : -1;

	if (opened < 0)
		return;
	for (size_t i = 0; i < count; i++)
		uevent_send(opened, &events[i]);
	close(opened);
}

static const char *counters_of(size_t modem, char *path, size_t size)
{
	snprintf(path, size, "/sys/class/net/wwan%zu/statistics", modem);

	return path;
}

/* The counters come from a sysfs of this network namespace, which is mounted
 * aside for a moment.
 */
void box_bind_counters(size_t modem)
{
	char path[64];
	int counters;

	if (mkdir(ASIDE, 0755) < 0)
		return;
	if (mount("sysfs", ASIDE, "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		    NULL) == 0) {
		snprintf(path, sizeof(path),
			ASIDE "/class/net/wwan%zu/statistics", modem);
		counters = open(path, O_PATH | O_CLOEXEC);
		if (counters >= 0) {
			box_bind(counters,
				counters_of(modem, path, sizeof(path)), 0);
			close(counters);
		}
		umount2(ASIDE, MNT_DETACH);
	}
	rmdir(ASIDE);
}

/* A modem, as its files show it. */
struct shown {
	struct box_config config;
	struct sysfs_facts facts; /* borrows the others */
	char address[32];
};

static void look(const struct box_plan *plan, size_t modem, struct shown *shown)
{
	shown->config = box_config_of(plan->config, modem);
	shown->facts = (struct sysfs_facts){
		.config = &shown->config,
		.number = modem,
		.device = plan->devices[modem],
		.at_device = modem == 0 ? plan->at_number : 0,
	};
	net_describe(&shown->facts, shown->address, sizeof(shown->address));
}

static void remove_records(int udev, const struct sysfs_facts *facts)
{
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	const size_t count = sysfs_nodes(facts, nodes);
	char path[64];

	for (size_t i = 0; i < count; i++) {
		snprintf(path, sizeof(path), "data/%s", nodes[i].record);
		unlinkat(udev, path, 0);
	}
	snprintf(path, sizeof(path), "data/+usb:1-%zu", facts->number + 1);
	unlinkat(udev, path, 0);
}

void box_unplug(struct box_plan *plan, size_t modem)
{
	const struct folders folders = open_folders();
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	struct uevent events[SYSFS_NODES_MAX];
	struct shown shown;
	char path[64];
	size_t count;

	if (plan->is_unplugged[modem]) {
		close_folders(&folders);
		return;
	}
	look(plan, modem, &shown);
	count = sysfs_nodes(&shown.facts, nodes);
	for (size_t i = 0; i < count; i++)
		describe(plan, &events[i], "remove", &nodes[count - 1 - i]);
	umount2(counters_of(modem, path, sizeof(path)), MNT_DETACH);
	sysfs_unplug(folders.sys, &shown.facts);
	remove_records(folders.udev, &shown.facts);
	if (plan->has_net)
		net_remove(modem);
	plan->is_unplugged[modem] = true;
	tell(plan, events, count);
	close_folders(&folders);
}

static dev_t number_of_device(size_t modem)
{
	struct stat info;
	char path[64];

	snprintf(path, sizeof(path), "/dev/cdc-wdm%zu", modem);

	return stat(path, &info) == 0 ? info.st_rdev : 0;
}

void box_plug(struct box_plan *plan, size_t modem)
{
	const struct folders folders = open_folders();
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	struct uevent events[SYSFS_NODES_MAX];
	struct shown shown;
	size_t count;

	plan->devices[modem] = number_of_device(modem);
	if (modem == 0)
		plan->at_number = box_serial_number(plan->config);
	box_make_interface(plan, modem);
	look(plan, modem, &shown);
	sysfs_plug(folders.sys, &shown.facts);
	if (shown.facts.ifindex > 0)
		box_bind_counters(modem);
	if (folders.udev >= 0)
		sysfs_write_udev(folders.udev, &shown.facts);
	count = sysfs_nodes(&shown.facts, nodes);
	for (size_t i = 0; i < count; i++)
		describe(plan, &events[i], "add", &nodes[i]);
	plan->is_unplugged[modem] = false;
	tell(plan, events, count);
	close_folders(&folders);
}

void box_renumber(struct box_plan *plan, size_t modem)
{
	const struct folders folders = open_folders();
	struct shown shown;

	look(plan, modem, &shown);
	remove_records(folders.udev, &shown.facts);
	plan->devices[modem] = number_of_device(modem);
	sysfs_renumber(folders.sys, &shown.facts, plan->devices[modem]);
	shown.facts.device = plan->devices[modem];
	if (folders.udev >= 0)
		sysfs_write_udev(folders.udev, &shown.facts);
	close_folders(&folders);
}
