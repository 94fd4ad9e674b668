/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/endpoint_pty.h"

#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "sim/pty_device.h"
#include "sim/pty_link.h"
#include "sim/pty_traffic.h"

static struct pty *pty_of(struct endpoint *endpoint)
{
	return (struct pty *)endpoint;
}

/* The client heard of it when the master closed, the owner hears it now. */
static void on_hang_up(struct ev_loop *loop, ev_timer *watcher, int events)
{
	struct pty *pty = watcher->data;

	pty->is_hung_up = false;
	if (pty->is_open && !pty_traffic_tell_closed(pty))
		return;
	if (!pty->is_vanished)
		ev_feed_event(loop, &pty->signs, EV_READ);
}

/* Opening and closing the endpoint. */

static int set_up(struct pty *pty, int master, const char *before)
{
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
	pty_traffic_start(pty);

	return 0;
}

static void tear_down(struct pty *pty)
{
	pty_traffic_stop(pty);
	pty_device_close(&pty->device);
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
	pty_traffic_init(pty);
	ev_init(&pty->hang_up, on_hang_up);
	pty->hang_up.data = pty;
	pty->signs_set = epoll_create1(EPOLL_CLOEXEC);
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

static int pty_send(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size)
{
	if (channel != 0)
		return -ENOTCONN;

	return pty_traffic_send(pty_of(endpoint), bytes, size);
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
	pty_traffic_listen(pty);
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
