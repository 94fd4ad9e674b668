/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_serial.h - the AT port of a box: /dev/ttyUSB2 on an interface of its own
 * under the driver `option`, in /sys and /run/udev.
 *
 * Everything does nothing when the configuration has no AT port.
 */
#pragma once

#include "sim/box_sysfs.h"
#include "sim/box_tree.h"

#define BOX_SERIAL "/dev/ttyUSB2"

struct box_plan;

/* Puts the port into /dev, where `descriptor` is it; takes it away. */
int box_bind_serial(int descriptor);
void box_drop_serial(void);

/* Opens the port outside, O_PATH; -1: there is none. `terminals` is the folder
 * that it is in.
 */
int box_open_serial(const struct box_config *config, int terminals);

/* The number of what is in /dev now; 0: there is no port. */
dev_t box_serial_number(const struct box_config *config);

/* Writes the interface and the port into a tree that is /sys. */
void serial_plug(struct tree *tree, const struct sysfs_facts *facts,
	const char *usb_device);
void serial_unplug(struct tree *tree, const struct sysfs_facts *facts);

/* Adds the two nodes of the port after `count` others; returns how many there
 * are then.
 */
size_t serial_nodes(const struct sysfs_facts *facts, const char *usb_device,
	struct sysfs_node nodes[SYSFS_NODES_MAX], size_t count);

/* Writes the port's record into a tree that is /run/udev; `common` is what all
 * records of the modem say.
 */
void serial_write_udev(
	struct tree *tree, const struct sysfs_facts *facts, const char *common);
