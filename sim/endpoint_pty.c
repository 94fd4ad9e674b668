/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/endpoint_pty.h"

#include <errno.h>
#include <ev.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "sim/pty_device.h"
#include "sim/pty_link.h"
#include "sim/send_queue.h"

/* A client that closes is seen before it is gone; this long is waited for the
 * rest. Then somebody else has the PTY open.
 */
#define DOUBT_STEP 0.001
#define DOUBT_STEPS 20

/* How often the queue is tried while the client does not read, in seconds. The
 * edge on the master tells as well; these are for kernels that keep it back.
 */
#define RETRY_FIRST 0.001
#define RETRY_LAST 0.064

enum {
	/* Over what the kernel holds for the master to read. */
	READ_SIZE = 65536,
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
	bool is_leaving; /* its client is gone, its last bytes are not */
	bool is_paused;
	bool is_vanished;
	bool is_unread;	 /* the client may not have read all of it */
	bool is_mixed;	 /* what is to be read may be of several clients */
	bool was_full;	 /* a send returned -EAGAIN */
	bool is_hung_up; /* the owner has not heard of it yet */
	uint8_t bytes[READ_SIZE];
};

static struct pty *pty_of(struct endpoint *endpoint)
{
	return (struct pty *)endpoint;
}

/* Telling the owner. Each returns whether the endpoint still exists. */

static bool tell(
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

	return tell(pty, pty->endpoint.events->opened);
}

static bool tell_closed(struct pty *pty)
{
	pty->is_open = false;
	pty->was_full = false;

	return tell(pty, pty->endpoint.events->closed);
}

/* Sending. */

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

static void stop_waiting(struct pty *pty)
{
	if (!ev_is_active(&pty->retry))
		return;
	ev_timer_stop(pty->loop, &pty->retry);
	epoll_ctl(pty->signs_set, EPOLL_CTL_DEL, pty->device.master, NULL);
}

static bool has_changed(const struct pty *pty)
{
	return pty->changes.opened || pty->changes.closed;
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

static int pty_send(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size)
{
	struct pty *pty = pty_of(endpoint);
	size_t written = 0;
	int error;

	if (channel != 0 || !pty->is_open || pty->is_leaving ||
		pty->is_vanished || pty->is_hung_up)
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

static void pump(struct pty *pty)
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
		stop_waiting(pty);
	if (pty->was_full &&
		pty->queue.end - pty->queue.start < SEND_QUEUE_MAX / 2) {
		pty->was_full = false;
		tell(pty, pty->endpoint.events->writable);
	}
}

static void on_retry(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct pty *pty = watcher->data;
	double next = watcher->repeat > 0 ? watcher->repeat * 2 : RETRY_FIRST;

	watcher->repeat = next < RETRY_LAST ? next : RETRY_LAST;
	ev_timer_again(loop, watcher);
	pump(pty);
}

/* Receiving, opening and closing. */

static void listen_to_master(struct pty *pty)
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
	stop_waiting(pty);
	if (!pty->is_unread)
		return;
	if (pty_device_hold(&pty->device) == 0)
		pty_device_flush(&pty->device);
	pty->is_unread = false;
}

static size_t read_more(struct pty *pty, size_t size)
{
	while (size < READ_SIZE) {
		ssize_t more = read(pty->device.master, pty->bytes + size,
			READ_SIZE - size);

		if (more <= 0)
			break;
		size += (size_t)more;
	}

	return size;
}

/* The last client has left, after it wrote `size` bytes. */
static void leave(struct pty *pty, size_t size)
{
	bool was_open = pty->is_open;

	ev_timer_stop(pty->loop, &pty->doubt);
	pty->device.clients = 0;
	pty->device.is_emptied = false;
	discard_output(pty);
	pty_device_drop(&pty->device);
	pty_device_make_raw(&pty->device);

	pty->is_leaving = true;
	if (!was_open && size > 0 && !tell_opened(pty))
		return;
	if (!tell_received(pty, pty->bytes, size))
		return;
	if (pty->is_open && !tell_closed(pty))
		return;
	pty->is_leaving = false;
	listen_to_master(pty);
}

/* One client left and another came. The first `old` bytes are the first one's. */
static void turn_over(struct pty *pty, size_t old, size_t size)
{
	ev_timer_stop(pty->loop, &pty->doubt);
	pty->device.is_emptied = false;
	discard_output(pty);
	pty_device_make_raw(&pty->device);

	pty->is_leaving = true;
	if (!pty->is_open && old > 0 && !tell_opened(pty))
		return;
	if (!tell_received(pty, pty->bytes, old))
		return;
	if (pty->is_open && !tell_closed(pty))
		return;
	pty->is_leaving = false;
	if (!tell_opened(pty))
		return;
	listen_to_master(pty);
	tell_received(pty, pty->bytes + old, size - old);
}

static void settle(struct pty *pty, size_t size)
{
	struct pty_changes changes = pty->changes;

	pty->changes = (struct pty_changes){0};
	if (changes.closed && pty->device.is_emptied && pty->is_unread) {
		pty_device_flush(&pty->device);
		pty->is_unread = false;
	}
	if (changes.closed && !(changes.reborn && !pty->device.is_emptied))
		pty_device_drop(&pty->device);

	if (pty_device_is_deserted(&pty->device)) {
		leave(pty, pty->is_paused ? size : read_more(pty, size));
		return;
	}
	if (changes.reborn) {
		turn_over(pty, 0, size);
		return;
	}
	if (!pty->is_open) {
		pty_device_make_raw(&pty->device);
		if (!tell_opened(pty))
			return;
	}
	if (changes.closed) {
		pty->doubt_steps = 0;
		ev_timer_set(&pty->doubt, DOUBT_STEP, DOUBT_STEP);
		ev_timer_start(pty->loop, &pty->doubt);
	} else if (changes.opened) {
		ev_timer_stop(pty->loop, &pty->doubt);
	}
	listen_to_master(pty);
	tell_received(pty, pty->bytes, size);
}

static void on_doubt(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct pty *pty = watcher->data;

	pty_device_look(&pty->device, &pty->changes);
	if (has_changed(pty) || pty_device_is_deserted(&pty->device)) {
		settle(pty, 0);
		return;
	}
	if (++pty->doubt_steps < DOUBT_STEPS)
		return;

	ev_timer_stop(loop, watcher);
	if (pty->device.is_emptied) {
		/* The count is wrong: two opened at the same time. */
		pty->device.clients = 1;
		turn_over(pty, 0, 0);
		return;
	}
	listen_to_master(pty);
	pump(pty);
}

/* Reads first and looks then: a client is noticed before its bytes are told.
 * Returns whether the endpoint still exists, and the queue may be tried.
 */
static bool go_round(struct pty *pty, bool may_read)
{
	struct epoll_event signs[2];
	ssize_t size = 0;
	bool is_read = false;

	if (pty->is_hung_up)
		return false;
	if (may_read)
		size = read(pty->device.master, pty->bytes, READ_SIZE);
	for (int i = epoll_wait(pty->signs_set, signs, 2, 0); i > 0; i--) {
		if (signs[i - 1].data.fd == pty->device.inotify)
			pty_device_look(&pty->device, &pty->changes);
		else
			is_read = true;
	}

	if (has_changed(pty) || (size < 0 && errno == EIO)) {
		settle(pty, size < 0 ? 0 : (size_t)size);
		return false;
	}
	if (size > 0) {
		if (!pty->is_open && !tell_opened(pty))
			return false;
		if (!tell_received(pty, pty->bytes, (size_t)size))
			return false;
	}

	return is_read;
}

static void on_signs(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct pty *pty = watcher->data;

	if (go_round(pty, !pty->is_paused))
		pump(pty);
}

static void on_input(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct pty *pty = watcher->data;

	if (go_round(pty, true))
		pump(pty);
}

/* The client heard of it when the master closed, the owner hears it now. */
static void on_hang_up(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct pty *pty = watcher->data;

	pty->is_hung_up = false;
	if (pty->is_open && !tell_closed(pty))
		return;
	if (!pty->is_vanished)
		go_round(pty, !pty->is_paused);
}

/* Opening and closing the endpoint. */

static int set_up(struct pty *pty, int master, const char *before)
{
	struct epoll_event opens = {.events = EPOLLIN};
	int error = pty_device_open(&pty->device, master);

	if (error)
		return error;
	if (pty->link)
		error = pty_link_make(pty->link, pty->device.name, before);
	if (error) {
		pty_device_close(&pty->device);
		return error;
	}

	if (!pty->link)
		pty->endpoint.address = pty->device.name;
	pty->changes = (struct pty_changes){0};
	ev_io_set(&pty->input, pty->device.master, EV_READ);
	opens.data.fd = pty->device.inotify;
	epoll_ctl(pty->signs_set, EPOLL_CTL_ADD, pty->device.inotify, &opens);
	ev_io_start(pty->loop, &pty->signs);
	if (pty->device.clients > 0) {
		pty->changes.opened = true;
		ev_feed_event(pty->loop, &pty->signs, EV_READ);
	}

	return 0;
}

static void tear_down(struct pty *pty)
{
	send_queue_clear(&pty->queue);
	stop_waiting(pty);
	ev_timer_stop(pty->loop, &pty->doubt);
	ev_io_stop(pty->loop, &pty->input);
	ev_io_stop(pty->loop, &pty->signs);
	pty_device_close(&pty->device);
	pty->is_unread = false;
}

static void pty_close(struct endpoint *endpoint)
{
	struct pty *pty = pty_of(endpoint);

	if (pty->is_freed)
		*pty->is_freed = true;
	if (pty->link && !pty->is_vanished)
		pty_link_remove(pty->link, pty->device.name);
	tear_down(pty);
	ev_timer_stop(pty->loop, &pty->hang_up);
	if (pty->signs_set >= 0)
		close(pty->signs_set);
	send_queue_free(&pty->queue);
	free(pty->link);
	free(pty);
}

static int pty_new(struct ev_loop *loop, const char *link,
	const struct endpoint_events *events, void *owner, struct pty **made)
{
	struct pty *pty = calloc(1, sizeof(*pty));

	if (!pty)
		return -ENOMEM;
	pty->endpoint.ops = &endpoint_pty;
	pty->endpoint.events = events;
	pty->endpoint.owner = owner;
	pty->loop = loop;
	pty->device.master = pty->device.slave = pty->device.inotify = -1;
	ev_init(&pty->input, on_input);
	ev_init(&pty->signs, on_signs);
	ev_init(&pty->retry, on_retry);
	ev_init(&pty->doubt, on_doubt);
	ev_init(&pty->hang_up, on_hang_up);
	pty->input.data = pty->signs.data = pty;
	pty->retry.data = pty->doubt.data = pty->hang_up.data = pty;
	pty->signs_set = epoll_create1(EPOLL_CLOEXEC);
	ev_io_set(&pty->signs, pty->signs_set, EV_READ);
	pty->link = link ? strdup(link) : NULL;
	if (pty->signs_set < 0 || (link && !pty->link)) {
		pty_close(&pty->endpoint);
		return -ENOMEM;
	}
	pty->endpoint.address = pty->link;
	*made = pty;

	return 0;
}

static int pty_open(struct ev_loop *loop, const char *address,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	struct pty *pty;
	int error = pty_new(loop, address, events, owner, &pty);

	if (error)
		return error;
	error = set_up(pty, -1, NULL);
	if (error) {
		pty->is_vanished = true;
		pty_close(&pty->endpoint);
		return error;
	}
	*endpoint = &pty->endpoint;

	return 0;
}

int endpoint_pty_adopt(struct ev_loop *loop, int master,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	struct pty *pty;
	int error = pty_new(loop, NULL, events, owner, &pty);

	if (error) {
		close(master);
		return error;
	}
	pty->is_adopted = true;
	error = set_up(pty, master, NULL);
	if (error) {
		pty_close(&pty->endpoint);
		return error;
	}
	*endpoint = &pty->endpoint;

	return 0;
}

static void tell_of_hang_up(struct pty *pty)
{
	if (!pty->is_open)
		return;
	pty->is_hung_up = true;
	ev_timer_set(&pty->hang_up, 0, 0);
	ev_timer_start(pty->loop, &pty->hang_up);
}

static int pty_vanish(struct endpoint *endpoint)
{
	struct pty *pty = pty_of(endpoint);

	if (pty->is_adopted)
		return -EOPNOTSUPP;
	if (pty->is_vanished)
		return 0;
	if (pty->link)
		pty_link_remove(pty->link, pty->device.name);
	tear_down(pty);
	pty->is_vanished = true;
	tell_of_hang_up(pty);

	return 0;
}

static int pty_come_back(struct endpoint *endpoint)
{
	struct pty *pty = pty_of(endpoint);
	int error;

	if (pty->is_adopted)
		return -EOPNOTSUPP;
	if (!pty->is_vanished)
		return 0;
	error = set_up(pty, -1, NULL);
	pty->is_vanished = error != 0;

	return error;
}

/* Only a new pair makes the old one's clients see the end. */
static void pty_hang_up(struct endpoint *endpoint, unsigned int channel)
{
	struct pty *pty = pty_of(endpoint);
	char before[sizeof(pty->device.name)];

	if (channel != 0 || pty->is_vanished)
		return;
	memcpy(before, pty->device.name, sizeof(before));
	tear_down(pty);
	pty->is_vanished = pty->is_adopted || set_up(pty, -1, before) != 0;
	tell_of_hang_up(pty);
}

static void pty_pause(struct endpoint *endpoint, bool is_paused)
{
	struct pty *pty = pty_of(endpoint);

	pty->is_paused = is_paused;
	listen_to_master(pty);
}

static const char *explain(int error)
{
	switch (-error) {
	case EEXIST:
		return "the path exists and is not a link left behind by an "
		       "endpoint";
	case ENAMETOOLONG:
		return "the path is too long";
	}

	return NULL;
}

const struct endpoint_ops endpoint_pty = {
	.name = "pty",
	.argument = "[PATH]",
	.summary = "a terminal that carries QMUX; PATH becomes a link to it",
	.framing = FRAMING_QMUX,
	.open = pty_open,
	.explain = explain,
	.send = pty_send,
	.hang_up = pty_hang_up,
	.pause = pty_pause,
	.vanish = pty_vanish,
	.come_back = pty_come_back,
	.close = pty_close,
};
