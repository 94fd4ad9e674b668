/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_raw_ip.c - wwan0 follows its file qmi/raw_ip.
 *
 * qmi_wwan changes the device in place and refuses while it is up
 * (drivers/net/usb/qmi_wwan.c, raw_ip_store). Here the device is made anew, with
 * its name, number and MTU, a few milliseconds after the file was written. The
 * file is a plain one, so nothing can be refused: when wwan0 is up or has an
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

#define WWAN "/sys/class/net/wwan0"
#define RAW_IP WWAN "/qmi/raw_ip"

enum {
	PATIENCE_MS = 2000, /* a kernel that takes longer is stuck */
};

int box_open_raw_ip(const struct box_plan *plan)
{
	if (!plan->has_namespaces || plan->network == BOX_NETWORK_NONE)
		return -1;

	return inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

/* What the file says: 'Y', 'N', 0 when it is empty, '?' for anything else. */
static char read_wish(void)
{
	char text[8] = "";
	int file = open(RAW_IP, O_RDONLY | O_CLOEXEC);
	ssize_t size;

	if (file < 0)
		return 0;
	size = read(file, text, sizeof(text) - 1);
	close(file);
	if (size <= 0)
		return 0;

	return strchr("Yy1", *text) ? 'Y' : strchr("Nn0", *text) ? 'N' : '?';
}

static void write_text(const char *path, const char *text)
{
	int file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);

	if (file < 0)
		return;
	if (write(file, text, strlen(text)) < 0)
		ftruncate(file, 0);
	close(file);
}

/* The kernel would show one letter and a newline. The letter stays as it is: the
 * client may have written another one by now.
 */
static void end_line(void)
{
	int file = open(RAW_IP, O_WRONLY | O_CLOEXEC);
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
static int replace(int mode, unsigned int ifindex)
{
	long start = now_ms();
	pid_t helper = fork();
	int tun = -EBUSY;
	int status;

	if (helper == 0)
		_exit(net_remove() == 0 ? 0 : 1);
	if (helper < 0)
		return -EAGAIN;
	while (now_ms() - start < PATIENCE_MS) {
		if (if_nametoindex("wwan0") == 0)
			tun = net_tun("/dev/net/tun", mode, ifindex);
		if (tun >= 0 || (tun != -EBUSY && tun != -EEXIST))
			break;
		if (waitpid(helper, &status, WNOHANG) == helper && status != 0)
			break;
		sched_yield();
	}

	return tun;
}

/* The files that show what kind of device it is. */
static void show_device(const struct box_plan *plan)
{
	struct sysfs_facts facts = {.config = plan->config, .address = ""};
	char address[32];
	char text[64];

	net_describe(&facts, address, sizeof(address));
	snprintf(text, sizeof(text), "%u\n", facts.link_type);
	write_text(WWAN "/type", text);
	snprintf(text, sizeof(text), "%s\n", facts.address);
	write_text(WWAN "/address", text);
	write_text(WWAN "/addr_len", *facts.address ? "6\n" : "0\n");
	snprintf(text, sizeof(text), "0x%x\n", facts.flags);
	write_text(WWAN "/flags", text);

	umount2(WWAN "/statistics", MNT_DETACH);
	box_bind_counters();
}

static void switch_device(struct box_plan *plan)
{
	int mode = plan->is_raw_ip ? IFF_TUN : IFF_TAP;
	unsigned int ifindex = if_nametoindex("wwan0");
	unsigned int mtu;
	int other = -1;

	if (plan->network != BOX_NETWORK_PACKET && ifindex > 0 &&
		!net_is_in_use(&mtu)) {
		other = replace(mode, ifindex);
		if (other >= 0) {
			plan->network = plan->is_raw_ip ? BOX_NETWORK_TUN
							: BOX_NETWORK_TAP;
			net_set_mtu(mtu);
			show_device(plan);
		}
	}
	box_say(plan->control, BOX_SAY_NETWORK,
		(int)plan->network | (plan->is_raw_ip ? BOX_NETWORK_RAW_IP : 0),
		other);
	if (other >= 0)
		close(other);
}

/* A file that is watched already is not watched twice. */
void box_watch_raw_ip(struct box_plan *plan, int watch)
{
	if (watch >= 0 && inotify_add_watch(watch, RAW_IP, IN_MODIFY) >= 0)
		box_follow_raw_ip(plan, watch);
}

void box_follow_raw_ip(struct box_plan *plan, int watch)
{
	char events[1024];
	char wish;

	while (read(watch, events, sizeof(events)) > 0)
		;
	wish = read_wish();
	if (wish == 0)
		return; /* it is being written */
	if (wish != '?' && (wish == 'Y') != plan->is_raw_ip) {
		plan->is_raw_ip = wish == 'Y';
		switch_device(plan);
	}
	if (wish == '?')
		write_text(RAW_IP, plan->is_raw_ip ? "Y\n" : "N\n");
	else
		end_line();
}
