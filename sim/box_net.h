/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* box_net.h - the network interfaces of the box.
 *
 * All of it acts on the calling network namespace. Errors: 0 or -errno.
 */
#pragma once

#include <stddef.h>

#include "sim/box_sysfs.h"

/* Brings the loopback device up. */
int net_loopback(void);

/* Makes the device wwan0, or of another number, and returns the descriptor of its
 * other side. `mode` is IFF_TUN or IFF_TAP; `ifindex` is the number that the
 * kernel shall give it, 0: any.
 */
int net_tun(const char *path, size_t number, int mode, unsigned int ifindex);

/* The number that the kernel has given a modem's wwan; 0: there is none. */
unsigned int net_index(size_t number);

/* Whether somebody has brought it up or given it an address; and its MTU. */
bool net_is_in_use(size_t number, unsigned int *mtu);
int net_set_mtu(size_t number, unsigned int mtu);

/* Makes the veth pair wwan0 and modem0, or of another number; returns a packet
 * socket on modem0.
 */
int net_veth(size_t number);

/* Takes a modem's wwan away, if it is there. */
int net_remove(size_t number);

/* Fills in what the wwan of the facts' number is, if it is there. `address`
 * becomes the text that the facts borrow.
 */
void net_describe(struct sysfs_facts *facts, char *address, size_t size);
