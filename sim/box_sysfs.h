/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_sysfs.h - writes the files that show the modem in /sys and /run/udev.
 *
 * The tree has a USB modem with one QMI interface under qmi_wwan, its cdc-wdm0
 * and its wwan0, and the loopback device. Further modems, numbered from 1, are
 * added to the same tree.
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

/* What the files tell of a modem beside its configuration. */
struct sysfs_facts {
	const struct box_config *config; /* of this modem */
	size_t number;			 /* 0 for cdc-wdm0 and wwan0 */
	dev_t device;			 /* of /dev/cdc-wdm0 */
	unsigned int ifindex;		 /* of wwan0; 0: there is no wwan0 */
	unsigned int link_type;		 /* ARPHRD_ */
	const char *address;		 /* of wwan0, "" for none */
	unsigned int flags;		 /* of wwan0, IFF_ */
};

/* Fills a directory with what belongs into /sys; it is empty for modem 0. */
int sysfs_write(int directory, const struct sysfs_facts *facts);

/* The same for /run/udev. */
int sysfs_write_udev(int directory, const struct sysfs_facts *facts);
