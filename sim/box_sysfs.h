/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_sysfs.h - writes the files that show the modem in /sys and /run/udev.
 *
 * The tree has one USB modem with one QMI interface under qmi_wwan, its
 * cdc-wdm0 and its wwan0, an AT port where there is one, and the loopback device.
 *
 * Ownership: directories are the caller's descriptors. Errors: 0 or -errno of
 * the first failure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "sim/box.h"

/* What the files tell beside the configuration. */
struct sysfs_facts {
	const struct box_config *config;
	dev_t device;		/* of /dev/cdc-wdm0 */
	dev_t at_device;	/* of /dev/ttyUSB2; 0: there is none */
	unsigned int ifindex;	/* of wwan0; 0: there is no wwan0 */
	unsigned int link_type; /* ARPHRD_ */
	const char *address;	/* of wwan0, "" for none */
	unsigned int flags;	/* of wwan0, IFF_ */
};

enum {
	SYSFS_NODES_MAX = 6,
};

/* What udev and the kernel tell programs about, when it comes or goes. */
struct sysfs_node {
	const char *subsystem;
	char path[128];	 /* below /sys */
	char record[32]; /* below /run/udev/data */
};

/* Fills an empty directory with what belongs into /sys. */
int sysfs_write(int directory, const struct sysfs_facts *facts);

/* Removes the modem from /sys, and writes it again. Nothing may be mounted
 * there.
 */
void sysfs_unplug(int directory, const struct sysfs_facts *facts);
int sysfs_plug(int directory, const struct sysfs_facts *facts);

/* Gives the cdc-wdm0 of /sys another number. */
int sysfs_renumber(int directory, const struct sysfs_facts *old, dev_t device);

/* The modem's nodes, parents first. Returns how many there are. */
size_t sysfs_nodes(const struct sysfs_facts *facts,
	struct sysfs_node nodes[SYSFS_NODES_MAX]);

/* Fills an empty directory with what belongs into /run/udev. */
int sysfs_write_udev(int directory, const struct sysfs_facts *facts);
