/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/pty_traffic.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "sim/newcomer.h"

/* A client that closes is seen before it is gone; this long is waited for the
 * rest. Then somebody else has the PTY open.
 */
#define DOUBT_STEP 0.001

/* qmi-proxy opens a device once for each client that comes at the same time,
 * and closes all but one a little later; what is written before may be read by
 * one that is about to close. So answers wait while several have it open, but
 * not longer than this.
 */
#define CROWD_TIME 0.02
#define DOUBT_STEPS 20

/* Telling the owner. Each returns whether the endpoint still exists. */

bool pty_traffic_tell(
	struct pty *pty, void (*event)(void *owner, unsigned int channel))
{
	bool is_freed = false;

	pty->is_freed = &is_freed;
	event(pty->endpoint.owner, 0);
	if (!is_freed)
		pty->is_freed = NULL;

	return !is_freed;
}

static bool tell_received(struct pty *pty, const uint8_t *bytes, size_t size)
{
	bool is_freed = false;

	if (size == 0)
		return true;
	pty->is_freed = &is_freed;
	pty->endpoint.events->received(pty->endpoint.owner, 0, bytes, size);
	if (!is_freed)
		pty->is_freed = NULL;

	return !is_freed;
}

static bool tell_opened(struct pty *pty)
{
	pty->is_open = true;

	return pty_traffic_tell(pty, pty->endpoint.events->opened);
}

bool pty_traffic_tell_closed(struct pty *pty)
{
	pty->is_open = false;
	pty->was_full = false;

	return pty_traffic_tell(pty, pty->endpoint.events->closed);
}

/* Receiving, opening and closing. */

void pty_traffic_listen(struct pty *pty)
{
	if (pty->is_open && !pty->is_paused && !pty->is_vanished &&
		!ev_is_active(&pty->doubt))
		ev_io_start(pty->loop, &pty->input);
	else
		ev_io_stop(pty->loop, &pty->input);
}

/* What the client that left has not read must not reach the next one. Nothing
 * of the next one's is lost: its requests are not answered before this.
 */
static void discard_output(struct pty *pty)
{
	send_queue_clear(&pty->queue);
	pty_sending_stop(pty);
	if (!pty->is_unread)
		return;
	if (pty_device_hold(&pty->device) == 0)
		pty_device_flush(&pty->device);
	pty->is_unread = false;
}

/* Reads the rest. Returns whether that was its end: the last client has left,
 * and nobody opened since.
 */
static bool read_rest(struct pty *pty, size_t *size)
{
	ssize_t more = 0;

	while (*size < PTY_READ_SIZE) {
		more = read(pty->device.master, pty->bytes + *size,
			PTY_READ_SIZE - *size);
		if (more <= 0)
			break;
		*size += (size_t)more;
	}

	return more < 0 && errno == EIO;
}

/* Tells what was read, once it is sure that it is of who is there now. Returns
 * whether the endpoint still exists.
 */
static bool deliver(struct pty *pty, size_t size)
{
	size_t start = 0;

	if (pty->is_mixed && !newcomer_find(pty->bytes, size, &start)) {
		pty->held = size;
		return true;
	}
	pty->is_mixed = false;
	pty->held = 0;

	return tell_received(pty, pty->bytes + start, size - start);
}

/* Waits for inotify or POLLHUP to tell who is there. */
static void doubt(struct pty *pty)
{
	pty->doubt_steps = 0;
	ev_timer_set(&pty->doubt, DOUBT_STEP, DOUBT_STEP);
	ev_timer_start(pty->loop, &pty->doubt);
}

static void forget_clients(struct pty *pty)
{
	bool may_hide_open = pty->is_unread;

	ev_timer_stop(pty->loop, &pty->doubt);
	pty->device.clients = 0;
	pty->device.is_emptied = false;
	discard_output(pty);
	pty_device_drop(&pty->device);
	pty_device_make_raw(&pty->device);

	/* An open that fell together with ours does not show. */
	if (may_hide_open && !pty_device_is_deserted(&pty->device)) {
		pty->device.is_emptied = true;
		pty->was_deserted = true;
		doubt(pty);
	}
}

/* The last client has left, after it wrote `size` bytes. */
static void leave(struct pty *pty, size_t size)
{
	forget_clients(pty);
	pty->held = 0;
	pty->is_leaving = true;
	if (!pty->is_open && size > 0 && !tell_opened(pty))
		return;
	if (!tell_received(pty, pty->bytes, size))
		return;
	if (pty->is_open && !pty_traffic_tell_closed(pty))
		return;
	pty->is_leaving = false;
	pty_traffic_listen(pty);
}

/* One client left and another came, and `size` bytes are of either. */
static void turn_over(struct pty *pty, size_t size)
{
	size_t old = 0;

	ev_timer_stop(pty->loop, &pty->doubt);
	pty->device.is_emptied = false;
	pty->is_mixed = !newcomer_find(pty->bytes, size, &old);
	pty->held = size - old;
	discard_output(pty);
	pty_device_make_raw(&pty->device);

	pty->is_leaving = true;
	if (!pty->is_open && old > 0 && !tell_opened(pty))
		return;
	if (!tell_received(pty, pty->bytes, old))
		return;
	if (pty->is_open && !pty_traffic_tell_closed(pty))
		return;
	pty->is_leaving = false;
	if (!tell_opened(pty))
		return;
	pty_traffic_listen(pty);
	memmove(pty->bytes, pty->bytes + old, pty->held);
	deliver(pty, pty->held);
}

static void go_on(struct pty *pty, struct pty_changes changes, size_t size)
{
	if (!pty->is_open) {
		pty_device_make_raw(&pty->device);
		if (!tell_opened(pty))
			return;
	}
	if (changes.closed)
		doubt(pty);
	else if (changes.opened)
		ev_timer_stop(pty->loop, &pty->doubt);
	pty_traffic_listen(pty);
	deliver(pty, size);
}

/* Acts upon the changes, which came while `size` bytes were written. */
static void settle(struct pty *pty, size_t size)
{
	struct pty_changes changes = pty->changes;

	pty->changes = (struct pty_changes){0};
	if (changes.opened)
		pty->crowded_until = ev_now(pty->loop) + CROWD_TIME;
	if (changes.closed && pty->is_unread)
		pty->is_unread = pty_device_is_unread(&pty->device);
	if (changes.closed && (!changes.reborn || pty->device.is_emptied))
		pty_device_drop(&pty->device);

	if (!pty_device_is_deserted(&pty->device)) {
		/* The count is short when opens fell together, so "all have
		 * left" is not sure. What is unread or still to be sent may be
		 * for somebody who is there, and then it must stay.
		 */
		if (changes.reborn && !pty->is_unread &&
			send_queue_is_empty(&pty->queue))
			turn_over(pty, size);
		else
			go_on(pty, changes, size);
		return;
	}
	if (changes.opened && !pty->is_open) {
		pty->is_leaving = true;
		if (!tell_opened(pty))
			return;
	}
	if (pty->is_paused) {
		pty->is_mixed = true;
		leave(pty, size);
	} else if (read_rest(pty, &size)) {
		leave(pty, size);
	} else {
		/* Somebody came while the rest was read. */
		pty->device.clients = 0;
		pty->device.is_emptied = true;
		pty->was_deserted = true;
		pty->held = size;
		pty->is_leaving = false;
		doubt(pty);
		pty_traffic_listen(pty);
	}
}

static void on_doubt(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct pty *pty = watcher->data;

	pty_device_look(&pty->device, &pty->changes);
	if (has_changed(pty) || pty_device_is_deserted(&pty->device)) {
		settle(pty, pty->held);
		return;
	}
	if (++pty->doubt_steps < DOUBT_STEPS)
		return;

	ev_timer_stop(loop, watcher);
	if (pty->device.is_emptied) {
		/* The count is wrong: two opens fell together. */
		pty->device.clients = 1;
		pty->device.is_emptied = false;
		if (pty->was_deserted) {
			pty->was_deserted = false;
			turn_over(pty, pty->held);
			return;
		}
	}
	pty_traffic_listen(pty);
	pty_sending_pump(pty);
}

/* Looks for changes, and whether the client has read; while nothing waits to be
 * sent, both in one go, which then serves for the answer as well. Returns
 * whether a client has read.
 */
static bool look(struct pty *pty)
{
	struct pollfd polled[2] = {
		{.fd = pty->device.inotify, .events = POLLIN},
		{.fd = pty->device.slave, .events = POLLIN},
	};
	struct epoll_event signs[2];
	bool is_read = false;

	if (pty->device.slave >= 0 && !ev_is_active(&pty->retry)) {
		poll(polled, 2, 0);
		if (polled[0].revents)
			pty_device_look(&pty->device, &pty->changes);
		pty->is_still_unread = polled[1].revents & POLLIN;
		pty->is_fresh = !has_changed(pty);
		return false;
	}

	for (int i = epoll_wait(pty->signs_set, signs, 2, 0); i > 0; i--) {
		if (signs[i - 1].data.fd == pty->device.inotify)
			pty_device_look(&pty->device, &pty->changes);
		else
			is_read = true;
	}

	return is_read;
}

/* Reads first and looks then: a client is noticed before its bytes are told.
 * Returns whether the endpoint still exists, and the queue may be tried.
 */
static bool go_round(struct pty *pty, bool may_read)
{
	ssize_t more = 0;
	size_t size;
	bool is_read;

	if (pty->is_hung_up)
		return false;
	if (may_read)
		more = read(pty->device.master, pty->bytes + pty->held,
			PTY_READ_SIZE - pty->held);
	size = pty->held + (more > 0 ? (size_t)more : 0);
	is_read = look(pty);
	if (has_changed(pty) || (more < 0 && errno == EIO)) {
		settle(pty, size);
		return false;
	}
	if (more > 0) {
		if (!pty->is_open && !tell_opened(pty))
			return false;
		if (!deliver(pty, size))
			return false;
	}
	pty->is_fresh = false;

	return is_read;
}

static void on_signs(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct pty *pty = watcher->data;

	if (go_round(pty, !pty->is_paused))
		pty_sending_pump(pty);
}

static void on_input(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct pty *pty = watcher->data;

	if (go_round(pty, true))
		pty_sending_pump(pty);
}

void pty_traffic_init(struct pty *pty)
{
	ev_init(&pty->input, on_input);
	ev_init(&pty->signs, on_signs);
	ev_init(&pty->retry, pty_sending_on_retry);
	ev_init(&pty->doubt, on_doubt);
	pty->input.data = pty->signs.data = pty;
	pty->retry.data = pty->doubt.data = pty;
}

void pty_traffic_start(struct pty *pty)
{
	struct epoll_event opens = {.events = EPOLLIN};

	pty->changes = (struct pty_changes){0};
	pty->is_mixed = false;
	pty->held = 0;
	ev_io_set(&pty->input, pty->device.master, EV_READ);
	opens.data.fd = pty->device.inotify;
	epoll_ctl(pty->signs_set, EPOLL_CTL_ADD, pty->device.inotify, &opens);
	ev_io_set(&pty->signs, pty->signs_set, EV_READ);
	ev_io_start(pty->loop, &pty->signs);
	if (pty->device.clients > 0) {
		pty->changes.opened = true;
		ev_feed_event(pty->loop, &pty->signs, EV_READ);
	}
}

void pty_traffic_stop(struct pty *pty)
{
	send_queue_clear(&pty->queue);
	pty_sending_stop(pty);
	ev_timer_stop(pty->loop, &pty->doubt);
	ev_io_stop(pty->loop, &pty->input);
	ev_io_stop(pty->loop, &pty->signs);
	pty->is_unread = false;
}
