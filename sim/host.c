/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/host.h"

#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

enum {
	ENDPOINT_SHIFT = 24, /* a session's channel: endpoint and its channel */
	CHANNEL_MASK = (1 << ENDPOINT_SHIFT) - 1,
};

struct host_endpoint {
	struct host *host;
	struct endpoint *endpoint;
	unsigned int number;
	bool is_stopped;	     /* by the scenario */
	struct outbox_item *waiting; /* the client has to read first */
	struct outbox_item **last;
};

struct host {
	struct ev_loop *loop;
	struct session *session;
	double speed;
	double start;
	ev_timer timer;
	struct host_endpoint endpoints[HOST_ENDPOINTS_MAX];
	size_t count;
	void (*moved)(void *owner, const struct endpoint *endpoint,
		const char *address);
	void *moved_owner;
};

uint64_t host_now(const struct host *host)
{
	double seconds = (ev_now(host->loop) - host->start) * host->speed;

	return seconds > 0 ? (uint64_t)(seconds * 1e6) : 0;
}

static unsigned int session_channel(
	const struct host_endpoint *endpoint, unsigned int channel)
{
	return endpoint->number << ENDPOINT_SHIFT | (channel & CHANNEL_MASK);
}

static void set_reading(struct host_endpoint *endpoint)
{
	endpoint_pause(
		endpoint->endpoint, endpoint->is_stopped || endpoint->waiting);
}

static void wait_for_reader(
	struct host_endpoint *endpoint, struct outbox_item *item)
{
	item->next = NULL;
	*endpoint->last = item;
	endpoint->last = &item->next;
}

/* Sends bytes, or keeps them until the client has read. */
static void send_bytes(struct host_endpoint *endpoint, struct outbox_item *item)
{
	int result;

	if (endpoint->waiting) {
		wait_for_reader(endpoint, item);
		return;
	}

	result = item->size == 0 ? 0
				 : endpoint_send(endpoint->endpoint,
					   item->channel & CHANNEL_MASK,
					   item->bytes, item->size);
	if (result == -EAGAIN) {
		wait_for_reader(endpoint, item);
		set_reading(endpoint);
		return;
	}
	outbox_item_free(item);
}

static void forget_waiting(struct host_endpoint *endpoint)
{
	while (endpoint->waiting) {
		struct outbox_item *item = endpoint->waiting;

		endpoint->waiting = item->next;
		outbox_item_free(item);
	}
	endpoint->last = &endpoint->waiting;
}

static void tell_moved(const struct host_endpoint *endpoint, bool is_gone)
{
	const struct host *host = endpoint->host;

	if (host->moved)
		host->moved(host->moved_owner, endpoint->endpoint,
			is_gone ? NULL : endpoint->endpoint->address);
}

void host_watch(struct host *host,
	void (*moved)(void *owner, const struct endpoint *endpoint,
		const char *address),
	void *owner)
{
	host->moved = moved;
	host->moved_owner = owner;
}

static void act(struct host_endpoint *endpoint, enum outbox_kind kind)
{
	switch (kind) {
	case OUTBOX_PAUSE:
	case OUTBOX_RESUME:
		endpoint->is_stopped = kind == OUTBOX_PAUSE;
		set_reading(endpoint);
		break;
	case OUTBOX_VANISH:
		forget_waiting(endpoint);
		endpoint_vanish(endpoint->endpoint);
		tell_moved(endpoint, true);
		break;
	case OUTBOX_COME_BACK:
		endpoint_come_back(endpoint->endpoint);
		tell_moved(endpoint, false);
		break;
	case OUTBOX_MESSAGE:
	case OUTBOX_BYTES:
	case OUTBOX_HANG_UP:
		break;
	}
}

/* Does what the session wants done and sets the timer for what comes next. */
void host_advance(struct host *host)
{
	uint64_t now = host_now(host);
	uint64_t next = session_advance(host->session, now);
	struct outbox_item *item;

	while ((item = session_take(host->session, now))) {
		unsigned int number = item->channel >> ENDPOINT_SHIFT;

		if (item->kind == OUTBOX_BYTES) {
			send_bytes(&host->endpoints[number], item);
			continue;
		}
		if (item->kind == OUTBOX_HANG_UP) {
			endpoint_hang_up(host->endpoints[number].endpoint,
				item->channel & CHANNEL_MASK);
			tell_moved(&host->endpoints[number], false);
		}
		for (size_t i = 0; i < host->count; i++)
			act(&host->endpoints[i], item->kind);
		outbox_item_free(item);
	}

	ev_timer_stop(host->loop, &host->timer);
	if (next < MODEM_NEVER) {
		double delay = next > now ? (double)(next - now) / 1e6 : 0;

		ev_timer_set(&host->timer, delay / host->speed, 0);
		ev_timer_start(host->loop, &host->timer);
	}
}

static void on_timer(struct ev_loop *loop, ev_timer *timer, int events)
{
	(void)loop;
	(void)events;
	host_advance(timer->data);
}

static void on_opened(void *owner, unsigned int channel)
{
	struct host_endpoint *endpoint = owner;
	struct host *host = endpoint->host;
	bool is_proxy = strcmp(endpoint->endpoint->ops->name, "proxy") == 0;

	session_opened(host->session, host_now(host),
		session_channel(endpoint, channel),
		is_proxy ? CHANNEL_PROXY : CHANNEL_PLAIN);
	host_advance(host);
}

static void on_received(
	void *owner, unsigned int channel, const uint8_t *bytes, size_t size)
{
	struct host_endpoint *endpoint = owner;
	struct host *host = endpoint->host;

	session_received(host->session, host_now(host),
		session_channel(endpoint, channel), bytes, size);
	host_advance(host);
}

static void on_writable(void *owner, unsigned int channel)
{
	struct host_endpoint *endpoint = owner;
	struct outbox_item *item = endpoint->waiting;

	(void)channel;
	endpoint->waiting = NULL;
	endpoint->last = &endpoint->waiting;
	while (item) {
		struct outbox_item *next = item->next;

		send_bytes(endpoint, item);
		item = next;
	}
	set_reading(endpoint);
}

static void on_closed(void *owner, unsigned int channel)
{
	struct host_endpoint *endpoint = owner;
	struct host *host = endpoint->host;
	struct outbox_item **link = &endpoint->waiting;

	while (*link) {
		struct outbox_item *item = *link;

		if ((item->channel & CHANNEL_MASK) != channel) {
			link = &item->next;
			continue;
		}
		*link = item->next;
		outbox_item_free(item);
	}
	endpoint->last = link;
	set_reading(endpoint);
	session_closed(host->session, host_now(host),
		session_channel(endpoint, channel));
	host_advance(host);
}

static const struct endpoint_events events = {
	.opened = on_opened,
	.received = on_received,
	.writable = on_writable,
	.closed = on_closed,
};

struct host *host_new(
	struct ev_loop *loop, struct session *session, double speed)
{
	struct host *host = memory_alloc(sizeof(*host));

	host->loop = loop;
	host->session = session;
	host->speed = speed;
	ev_now_update(loop);
	host->start = ev_now(loop);
	ev_timer_init(&host->timer, on_timer, 0, 0);
	host->timer.data = host;

	return host;
}

void host_free(struct host *host)
{
	if (!host)
		return;

	ev_timer_stop(host->loop, &host->timer);
	for (size_t i = 0; i < host->count; i++) {
		forget_waiting(&host->endpoints[i]);
		endpoint_close(host->endpoints[i].endpoint);
	}
	free(host);
}

int host_open(struct host *host, const char *spec, const char **why)
{
	struct host_endpoint *endpoint = &host->endpoints[host->count];
	int result;

	if (host->count == HOST_ENDPOINTS_MAX) {
		*why = "too many endpoints";
		return -ENOSPC;
	}

	endpoint->host = host;
	endpoint->number = (unsigned int)host->count;
	endpoint->last = &endpoint->waiting;
	result = endpoint_open(
		host->loop, spec, &events, endpoint, &endpoint->endpoint, why);
	if (result == 0)
		host->count++;

	return result;
}

size_t host_endpoint_count(const struct host *host)
{
	return host->count;
}

const struct endpoint *host_endpoint(const struct host *host, size_t index)
{
	return host->endpoints[index].endpoint;
}
