/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_raw_ip.c - each wwan follows its file qmi/raw_ip.
 *
 * qmi_wwan changes the device in place and refuses while it is up
 * (drivers/net/usb/qmi_wwan.c, raw_ip_store). Here the device is made anew, with
 * its name, number and MTU, a few milliseconds after the file was written. The
 * file is a plain one, so nothing can be refused: when the device is up or has an
 * address, it stays as it is, and the data path adds and removes Ethernet
 * headers.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_net.h"
#include "sim/box_tree.h"

enum {
	PATIENCE_MS = 2000, /* a kernel that takes longer is stuck */
	PATH_SIZE = 64,
};

/* The path of a file of a modem's wwan. */
struct path {
	char text[PATH_SIZE];
};

static struct path path_of(size_t modem, const char *file)
{
	struct path path;

	snprintf(path.text, sizeof(path.text), "/sys/class/net/wwan%zu/%s",
		modem, file);

	return path;
}

int box_open_raw_ip(const struct box_plan *plan)
{
	if (!plan->has_namespaces || !plan->has_net ||
		!plan->config->wants_network)
		return -1;

	return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

/* What the file says: 'Y', 'N', 0 when it is empty, '?' for anything else. */
static char read_wish(size_t modem)
{
	const struct path path = path_of(modem, "qmi/raw_ip");
	char text[8] = "";
	int file = open(path.text, O_RDONLY | O_CLOEXEC);
	ssize_t size;

	if (file < 0)
		return 0;
	size = read(file, text, sizeof(text) - 1);
	close(file);
	if (size <= 0)
		return 0;

	return strchr("Yy1", *text) ? 'Y' : strchr("Nn0", *text) ? 'N' : '?';
}

static void write_text(size_t modem, const char *name, const char *text)
{
	int file = open(
		path_of(modem, name).text, O_WRONLY | O_TRUNC | O_CLOEXEC);

	if (file < 0)
		return;
	if (write(file, text, strlen(text)) < 0)
		ftruncate(file, 0);
	close(file);
}

/* The kernel would show one letter and a newline. The letter stays as it is: the
 * client may have written another one by now.
 */
static void end_line(size_t modem)
{
	int file = open(
		path_of(modem, "qmi/raw_ip").text, O_WRONLY | O_CLOEXEC);
	struct stat info;

	if (file < 0)
		return;
	if (fstat(file, &info) == 0 && info.st_size == 1 &&
		pwrite(file, "\n", 1, 1) < 0)
		ftruncate(file, 0);
	close(file);
}

static long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);

	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Deleting a device takes the kernel up to 50 ms, but its name is free after a
 * moment: another process waits for the rest, and is reaped with all others.
 */
static int replace(size_t modem, int mode, unsigned int ifindex)
{
	long start = now_ms();
	pid_t helper = fork();
	int tun = -EBUSY;
	int status;

	if (helper == 0)
		_exit(net_remove(modem) == 0 ? 0 : 1);
	if (helper < 0)
		return -EAGAIN;
	while (now_ms() - start < PATIENCE_MS) {
		if (net_index(modem) == 0)
			tun = net_tun("/dev/net/tun", modem, mode, ifindex);
		if (tun >= 0 || (tun != -EBUSY && tun != -EEXIST))
			break;
		if (waitpid(helper, &status, WNOHANG) == helper && status != 0)
			break;
		sched_yield();
	}

	return tun;
}

/* The files that show what kind of device it is. */
static void show_device(const struct box_plan *plan, size_t modem)
{
	struct sysfs_facts facts = {
		.config = plan->config, .number = modem, .address = ""};
	char address[32];
	char text[64];

	net_describe(&facts, address, sizeof(address));
	snprintf(text, sizeof(text), "%u\n", facts.link_type);
	write_text(modem, "type", text);
	snprintf(text, sizeof(text), "%s\n", facts.address);
	write_text(modem, "address", text);
	write_text(modem, "addr_len", *facts.address ? "6\n" : "0\n");
	snprintf(text, sizeof(text), "0x%x\n", facts.flags);
	write_text(modem, "flags", text);

	umount2(path_of(modem, "statistics").text, MNT_DETACH);
	box_bind_counters(modem);
}

static void switch_device(struct box_plan *plan, size_t modem)
{
	const bool is_raw_ip = plan->is_raw_ip[modem];
	unsigned int ifindex = net_index(modem);
	unsigned int mtu;
	int other = -1;

	if (plan->networks[modem] != BOX_NETWORK_PACKET && ifindex > 0 &&
		!net_is_in_use(modem, &mtu)) {
		other = replace(modem, is_raw_ip ? IFF_TUN : IFF_TAP, ifindex);
		if (other >= 0) {
			plan->networks[modem] = is_raw_ip ? BOX_NETWORK_TUN
							  : BOX_NETWORK_TAP;
			net_set_mtu(modem, mtu);
			show_device(plan, modem);
		}
	}
	box_say_network(plan, modem, other);
	if (other >= 0)
		close(other);
}

static bool has_file(const struct box_plan *plan, size_t modem)
{
	return plan->networks[modem] != BOX_NETWORK_NONE &&
		!plan->is_unplugged[modem];
}

/* A file that is watched already is not watched twice. */
void box_watch_raw_ip(struct box_plan *plan, int watch)
{
	if (watch < 0)
		return;
	for (size_t i = 0; i <= plan->config->more_count; i++)
		if (has_file(plan, i))
			inotify_add_watch(watch, path_of(i, "qmi/raw_ip").text,
				IN_MODIFY);
	box_follow_raw_ip(plan, watch);
}

static void follow(struct box_plan *plan, size_t modem)
{
	const char wish = read_wish(modem);

	if (wish == 0)
		return; /* it is being written */
	if (wish != '?' && (wish == 'Y') != plan->is_raw_ip[modem]) {
		plan->is_raw_ip[modem] = wish == 'Y';
		switch_device(plan, modem);
	}
	if (wish == '?')
		write_text(modem, "qmi/raw_ip",
			plan->is_raw_ip[modem] ? "Y\n" : "N\n");
	else
		end_line(modem);
}

void box_follow_raw_ip(struct box_plan *plan, int watch)
{
	char events[1024];

	while (read(watch, events, sizeof(events)) > 0)
		;
	for (size_t i = 0; i <= plan->config->more_count; i++)
		if (has_file(plan, i))
			follow(plan, i);
}
