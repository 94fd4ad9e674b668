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

/* Makes the device wwan0 and returns the descriptor of its other side. `mode` is
 * IFF_TUN or IFF_TAP; `ifindex` is the number that it shall have, 0: any.
 */
int net_tun(const char *path, int mode, unsigned int ifindex);

/* Whether somebody has brought wwan0 up or given it an address; and its MTU. */
bool net_is_in_use(unsigned int *mtu);
int net_set_mtu(unsigned int mtu);

/* Makes the veth pair wwan0 and modem0; returns a packet socket on modem0. */
int net_veth(void);

/* Takes wwan0 away, if it is there. */
int net_remove(void);

/* Fills in what wwan0 is, if it is there. `address` becomes the text that the
 * facts borrow.
 */
void net_describe(struct sysfs_facts *facts, char *address, size_t size);
