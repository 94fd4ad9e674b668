/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* pty_traffic.h - what clients write to a PTY and read from it, and who is there.
 *
 * Part of the PTY endpoint; endpoint_pty.c makes and ends what this drives.
 *
 * Three rules. What was read is told only after a look at who opened and closed
 * meanwhile. A message is written only after such a look, and when the one
 * before has been read. What a client did not read is thrown away before the
 * next one's requests are told; so nothing of the next one's is lost.
 *
 * Errors: 0 or -errno.
 */
#pragma once

#include <ev.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/endpoint.h"
#include "sim/pty_device.h"
#include "sim/send_queue.h"

enum {
	/* Over what the kernel holds for the master to read. */
	PTY_READ_SIZE = 65536,
};

struct pty {
	struct endpoint endpoint;
	struct ev_loop *loop;
	struct pty_device device;
	struct pty_changes changes; /* seen, not yet acted upon */
	struct send_queue queue;
	ev_io input;
	ev_io signs;
	ev_timer retry;
	ev_timer doubt;
	ev_timer hang_up;
	char *link;	/* NULL: none */
	bool *is_freed; /* where to say so, while the owner is called */
	int signs_set; /* epoll: inotify, and the edge of the master if needed */
	unsigned int doubt_steps;
	bool is_adopted; /* the master is somebody else's */
	bool is_open;
	bool was_deserted; /* surely, before whoever is there now came */
	bool is_leaving;   /* its client is gone, its last bytes are not */
	bool is_paused;
	bool is_vanished;
	bool is_unread; /* the client may not have read all of it */
	bool is_fresh;	/* changes and the next were looked at just now */
	bool is_still_unread;
	size_t held;	 /* read, but not told yet */
	bool is_mixed;	 /* what is to be read may be of several clients */
	bool was_full;	 /* a send returned -EAGAIN */
	bool is_hung_up; /* the owner has not heard of it yet */
	uint8_t bytes[PTY_READ_SIZE];
};

/* Changes are seen and not yet acted upon. */
static inline bool has_changed(const struct pty *pty)
{
	return pty->changes.opened || pty->changes.closed;
}

/* For the files of the endpoint: sends what waits as far as clients read; stops
 * waiting for them; the timer behind both.
 */
void pty_sending_pump(struct pty *pty);
void pty_sending_stop(struct pty *pty);
void pty_sending_on_retry(struct ev_loop *loop, ev_timer *watcher, int events);

/* Calls an event of the owner. Whether the endpoint still exists. */
bool pty_traffic_tell(
	struct pty *pty, void (*event)(void *owner, unsigned int channel));

/* Prepares the watchers; pty_traffic_start() needs an open device. */
void pty_traffic_init(struct pty *pty);
void pty_traffic_start(struct pty *pty);
void pty_traffic_stop(struct pty *pty);

int pty_traffic_send(struct pty *pty, const uint8_t *bytes, size_t size);

/* To be called when `is_paused` has changed. */
void pty_traffic_listen(struct pty *pty);

/* Tells the owner that the client is gone. Whether the endpoint still exists. */
bool pty_traffic_tell_closed(struct pty *pty);
