/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_sysfs.h - writes the files that show the modem in /sys and /run/udev.
 *
 * The tree has USB modems with one QMI interface each under qmi_wwan, their
 * cdc-wdm0 and wwan0 and so on, an AT port where there is one,
 * and the loopback device.
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
	const struct box_config *config; /* of this modem */
	size_t number;			 /* 0 for cdc-wdm0 and wwan0 */
	dev_t device;			 /* of /dev/cdc-wdm0 */
	dev_t at_device;		 /* of /dev/ttyUSB2; 0: there is none */
	unsigned int ifindex;		 /* of wwan0; 0: there is no wwan0 */
	unsigned int link_type;		 /* ARPHRD_ */
	const char *address;		 /* of wwan0, "" for none */
	unsigned int flags;		 /* of wwan0, IFF_ */
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

/* Fills an empty directory with what belongs into /sys, with one modem. */
int sysfs_write(int directory, const struct sysfs_facts *facts);

/* Removes a modem from /sys, and writes it there. Nothing may be mounted there.
 */
void sysfs_unplug(int directory, const struct sysfs_facts *facts);
int sysfs_plug(int directory, const struct sysfs_facts *facts);

/* Gives the cdc-wdm of /sys another number. */
int sysfs_renumber(int directory, const struct sysfs_facts *old, dev_t device);

/* The modem's nodes, parents first. Returns how many there are. */
size_t sysfs_nodes(const struct sysfs_facts *facts,
	struct sysfs_node nodes[SYSFS_NODES_MAX]);

/* Writes what belongs into /run/udev for a modem. */
int sysfs_write_udev(int directory, const struct sysfs_facts *facts);
