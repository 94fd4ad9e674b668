/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What a PTY endpoint sends: one message a write, the next once it is read. */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "sim/pty_traffic.h"

/* How often the queue is tried while the client does not read, in seconds. The
 * edge on the master tells as well; these are for kernels that keep it back.
 */
#define RETRY_FIRST 0.001
#define RETRY_LAST 0.064

static void wait_for_reader(struct pty *pty)
{
	struct epoll_event edge = {.events = EPOLLOUT | EPOLLET};

	if (ev_is_active(&pty->retry))
		return;
	ev_timer_set(&pty->retry, RETRY_FIRST, 0);
	ev_timer_start(pty->loop, &pty->retry);
	edge.data.fd = pty->device.master;
	epoll_ctl(pty->signs_set, EPOLL_CTL_ADD, pty->device.master, &edge);
}

void pty_sending_stop(struct pty *pty)
{
	if (!ev_is_active(&pty->retry))
		return;
	ev_timer_stop(pty->loop, &pty->retry);
	epoll_ctl(pty->signs_set, EPOLL_CTL_DEL, pty->device.master, NULL);
}

/* Whether the client that the next message is for is still there and has read
 * the one before. Changes are noted and acted upon from the loop.
 */
static bool may_write(struct pty *pty)
{
	struct pollfd polled[2] = {
		{.fd = pty->device.inotify, .events = POLLIN},
		{.fd = pty->device.slave, .events = POLLIN},
	};

	if (ev_is_active(&pty->doubt) || has_changed(pty))
		return false;
	if (pty->is_fresh) {
		pty->is_fresh = false;
		pty->is_unread = pty->is_still_unread;
		return pty->queue.taken > 0 || !pty->is_unread;
	}
	if (pty->device.slave < 0 && pty_device_hold(&pty->device) == 0)
		polled[1].fd = pty->device.slave;
	poll(polled, 2, 0);
	if (polled[0].revents) {
		pty_device_look(&pty->device, &pty->changes);
		if (has_changed(pty)) {
			ev_feed_event(pty->loop, &pty->signs, EV_READ);
			return false;
		}
	}
	pty->is_unread = polled[1].revents & POLLIN;

	return pty->queue.taken > 0 || !pty->is_unread;
}

/* Returns how much the kernel took. */
static size_t write_some(struct pty *pty, const uint8_t *bytes, size_t size)
{
	ssize_t written = write(pty->device.master, bytes, size);

	if (written <= 0)
		return 0;
	pty->is_unread = true;

	return (size_t)written;
}

int pty_traffic_send(struct pty *pty, const uint8_t *bytes, size_t size)
{
	size_t written = 0;
	int error;

	if (!pty->is_open || pty->is_leaving || pty->is_vanished ||
		pty->is_hung_up)
		return -ENOTCONN;
	if (size > SEND_QUEUE_MAX / 2)
		return -EMSGSIZE;
	if (send_queue_is_empty(&pty->queue) && may_write(pty)) {
		written = write_some(pty, bytes, size);
		if (written == size)
			return 0;
	}

	error = send_queue_put(&pty->queue, bytes, size);
	pty->was_full |= error == -EAGAIN;
	if (!error && written > 0)
		send_queue_take(&pty->queue, written);
	wait_for_reader(pty);

	return error;
}

void pty_sending_pump(struct pty *pty)
{
	while (!send_queue_is_empty(&pty->queue) && may_write(pty)) {
		size_t size;
		const uint8_t *bytes = send_queue_head(&pty->queue, &size);
		size_t written = write_some(pty, bytes, size);

		if (written == 0)
			break;
		send_queue_take(&pty->queue, written);
	}
	if (send_queue_is_empty(&pty->queue))
		pty_sending_stop(pty);
	if (pty->was_full &&
		pty->queue.end - pty->queue.start < SEND_QUEUE_MAX / 2) {
		pty->was_full = false;
		pty_traffic_tell(pty, pty->endpoint.events->writable);
	}
}

void pty_sending_on_retry(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct pty *pty = watcher->data;
	double next = watcher->repeat > 0 ? watcher->repeat * 2 : RETRY_FIRST;

	watcher->repeat = next < RETRY_LAST ? next : RETRY_LAST;
	ev_timer_again(loop, watcher);
	pty_sending_pump(pty);
}
