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

int box_open_terminals(const char *device)
{
	char path[256];

	snprintf(path, sizeof(path), "%s", device);

	return open(dirname(path), O_PATH | O_DIRECTORY | O_CLOEXEC);
}

struct box_config box_config_of(const struct box_config *config, size_t modem)
{
	struct box_config own = *config;
	const struct box_modem *more;

	if (modem == 0)
		return own;

	more = &config->more[modem - 1];
	own.device = more->device;
	own.socket = more->socket;
	own.vendor = more->vendor;
	own.product = more->product;
	own.interface_number = more->interface_number;
	own.manufacturer = more->manufacturer;
	own.product_name = more->product_name;
	own.serial = more->serial;
	own.at_device = NULL;

	return own;
}

static void place_serial(const struct box_plan *plan)
{
	int serial = box_open_serial(plan->config, plan->terminals);

	if (serial < 0)
		return;
	box_bind_serial(serial);
	close(serial);
}

void box_place_device(struct box_plan *plan, size_t modem, const char *path)
{
	const char *slash = strrchr(path, '/');
	char name[64];
	int device;

	if (!plan->has_namespaces)
		return;

	snprintf(name, sizeof(name), "/dev/cdc-wdm%zu", modem);
	umount2(name, MNT_DETACH);
	unlink(name);
	if (!slash) {
		if (modem == 0)
			box_drop_serial();
		box_unplug(plan, modem);
		return;
	}

	device = openat(plan->terminals, slash + 1, O_PATH | O_CLOEXEC);
	if (device < 0)
		return;
	box_bind_file(device, name);
	close(device);
	if (plan->is_unplugged[modem]) {
		if (modem == 0)
			place_serial(plan);
		box_plug(plan, modem);
	} else {
		box_renumber(plan, modem);
	}
}
