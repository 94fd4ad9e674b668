/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* The device file of a box whose modem goes away and comes back. */
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "sim/box_inner.h"
#include "sim/box_serial.h"

#define DEVICE "/dev/cdc-wdm0"

int box_open_terminals(const char *device)
{
	char path[256];

	snprintf(path, sizeof(path), "%s", device);

	return open(dirname(path), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

static void take_away(void)
{
	umount2(DEVICE, MNT_DETACH);
	unlink(DEVICE);
}

static void place_serial(const struct box_plan *plan)
{
	int serial = box_open_serial(plan->config, plan->terminals);

	if (serial < 0)
		return;
	box_bind_serial(serial);
	close(serial);
}

void box_place_device(struct box_plan *plan, const char *path)
{
	const char *slash = strrchr(path, '/');
	int device;

	if (!plan->has_namespaces)
		return;
	take_away();
	if (!slash) {
		box_drop_serial();
		box_unplug(plan);
		return;
	}

	device = openat(plan->terminals, slash + 1, O_PATH | O_CLOEXEC);
	if (device < 0)
		return;
	box_bind_file(device, DEVICE);
	close(device);
	if (plan->is_unplugged) {
		place_serial(plan);
		box_plug(plan);
	} else {
		box_renumber(plan);
	}
}
