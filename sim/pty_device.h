/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pty_device.h - one PTY pair, and who has its client side open.
 *
 * The kernel tells of clients in two ways, and neither is enough. inotify tells
 * of every open and close in order, but merges equal events that were not read
 * yet, so counting may go wrong. POLLHUP on the master is exact, but level
 * triggered, hidden by a slave of our own, and gone as soon as the next client
 * opens. So: count, and while no slave of ours is held ask for POLLHUP.
 *
 * Ownership: the device owns its descriptors and nothing else; the path of the
 * slave is `name`. Errors: 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What happened to the client side since the last look. */
struct pty_changes {
	bool opened; /* somebody opened it */
	bool closed; /* somebody closed it */
	bool reborn; /* everybody had left before the last one opened it */
};

struct pty_device {
	int master;  /* non-blocking */
	int slave;   /* held to see and flush what is unread; -1: not held */
	int inotify; /* readable: pty_device_look() has something to tell */
	unsigned int clients; /* by the count */
	bool is_emptied;      /* the count fell to 0 and nobody came since */
	bool shows_own_opens; /* inotify tells of our own opens, too */
	unsigned int own_opens;
	unsigned int own_closes;
	char name[64];
};

/* Makes a new pair in raw mode, or takes over `master` (owned from then on) when
 * that is not -1.
 */
int pty_device_open(struct pty_device *device, int master);
void pty_device_close(struct pty_device *device);

/* Opens a slave of our own, which hides POLLHUP; drops it again. */
int pty_device_hold(struct pty_device *device);
void pty_device_drop(struct pty_device *device);

/* Adds to `changes` what inotify tells. */
void pty_device_look(struct pty_device *device, struct pty_changes *changes);

/* Whether nobody has the client side open. True only while not held. */
bool pty_device_is_deserted(const struct pty_device *device);

/* Whether there is something that clients have not read. True when it cannot be
 * seen, which is while not held.
 */
bool pty_device_is_unread(const struct pty_device *device);

/* Throws away what clients have not read. Only while held. */
void pty_device_flush(struct pty_device *device);

/* Undoes what a client did to the line discipline. */
void pty_device_make_raw(const struct pty_device *device);
