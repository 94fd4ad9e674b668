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

#define COUNTERS "/sys/class/net/wwan0/statistics"
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

/* The counters come from a sysfs of this network namespace, which is mounted
 * aside for a moment.
 */
void box_bind_counters(void)
{
	int counters;

	if (mkdir(ASIDE, 0755) < 0)
		return;
	if (mount("sysfs", ASIDE, "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		    NULL) == 0) {
		counters = open(ASIDE "/class/net/wwan0/statistics",
			O_PATH | O_CLOEXEC);
		if (counters >= 0) {
			box_bind(counters, COUNTERS, 0);
			close(counters);
		}
		umount2(ASIDE, MNT_DETACH);
	}
	rmdir(ASIDE);
}

static struct sysfs_facts facts_of(
	const struct box_plan *plan, char *address, size_t size)
{
	struct sysfs_facts facts = {.config = plan->config,
		.device = plan->device,
		.at_device = plan->at_number};

	net_describe(&facts, address, size);

	return facts;
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
	unlinkat(udev, "data/+usb:1-1", 0);
}

void box_unplug(struct box_plan *plan)
{
	const struct folders folders = open_folders();
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	struct uevent events[SYSFS_NODES_MAX];
	char address[32];
	const struct sysfs_facts facts = facts_of(
		plan, address, sizeof(address));
	const size_t count = sysfs_nodes(&facts, nodes);

	if (plan->is_unplugged) {
		close_folders(&folders);
		return;
	}
	for (size_t i = 0; i < count; i++)
		describe(plan, &events[i], "remove", &nodes[count - 1 - i]);
	umount2(COUNTERS, MNT_DETACH);
	sysfs_unplug(folders.sys, &facts);
	remove_records(folders.udev, &facts);
	if (plan->has_net)
		net_remove();
	plan->is_unplugged = true;
	tell(plan, events, count);
	close_folders(&folders);
}

static dev_t number_of_device(void)
{
	struct stat info;

	return stat("/dev/cdc-wdm0", &info) == 0 ? info.st_rdev : 0;
}

void box_plug(struct box_plan *plan)
{
	const struct folders folders = open_folders();
	struct sysfs_node nodes[SYSFS_NODES_MAX];
	struct uevent events[SYSFS_NODES_MAX];
	struct sysfs_facts facts;
	char address[32];
	size_t count;

	plan->device = number_of_device();
	plan->at_number = box_serial_number(plan->config);
	box_make_network(plan);
	facts = facts_of(plan, address, sizeof(address));
	sysfs_plug(folders.sys, &facts);
	if (facts.ifindex > 0)
		box_bind_counters();
	if (folders.udev >= 0)
		sysfs_write_udev(folders.udev, &facts);
	count = sysfs_nodes(&facts, nodes);
	for (size_t i = 0; i < count; i++)
		describe(plan, &events[i], "add", &nodes[i]);
	plan->is_unplugged = false;
	tell(plan, events, count);
	close_folders(&folders);
}

void box_renumber(struct box_plan *plan)
{
	const struct folders folders = open_folders();
	char address[32];
	struct sysfs_facts facts = facts_of(plan, address, sizeof(address));

	remove_records(folders.udev, &facts);
	plan->device = number_of_device();
	sysfs_renumber(folders.sys, &facts, plan->device);
	facts.device = plan->device;
	if (folders.udev >= 0)
		sysfs_write_udev(folders.udev, &facts);
	close_folders(&folders);
}
