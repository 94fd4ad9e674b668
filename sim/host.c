/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/host.h"

#include <errno.h>
#include <ev.h>
#include <stdlib.h>
#include <string.h>

#include "sim/disturb.h"
#include "sim/memory.h"

enum {
	/* What waits for clients of one endpoint that do not read, at most. */
	WAITING_MAX = 8 << 20,
	ORDERS_MAX = 64,
	CHANNEL_MASK = (1 << HOST_CHANNEL_SHIFT) - 1,
};

struct host_endpoint {
	struct host *host;
	struct endpoint *endpoint;
	unsigned int number;
	bool is_stopped;	     /* by the scenario */
	struct outbox_item *waiting; /* their clients have to read first */
	struct outbox_item **last;
	size_t waiting_size;
};

struct host {
	struct ev_loop *loop;
	struct host *next; /* a ring of hosts whose modems know each other */
	struct session *session;
	double speed;
	double start;
	ev_timer timer;
	struct host_endpoint endpoints[HOST_ENDPOINTS_MAX];
	size_t count;
	struct disturbance orders[ORDERS_MAX]; /* for endpoints to come */
	size_t order_count;
	void (*moved)(void *owner, const struct endpoint *endpoint,
		const char *address);
	void *moved_owner;
	void (*signalled)(void *owner, int number);
	void *signalled_owner;
};

uint64_t host_now(const struct host *host)
{
	double seconds = (ev_now(host->loop) - host->start) * host->speed;

	return seconds > 0 ? (uint64_t)(seconds * 1e6) : 0;
}

static unsigned int session_channel(
	const struct host_endpoint *endpoint, unsigned int channel)
{
	return endpoint->number << HOST_CHANNEL_SHIFT |
		(channel & CHANNEL_MASK);
}

static bool is_waiting(
	const struct host_endpoint *endpoint, unsigned int channel)
{
	const struct outbox_item *item = endpoint->waiting;

	while (item && (item->channel & CHANNEL_MASK) != channel)
		item = item->next;

	return item != NULL;
}

static void wait_for_reader(
	struct host_endpoint *endpoint, struct outbox_item *item)
{
	struct host *host = endpoint->host;

	if (endpoint->waiting_size >= WAITING_MAX) {
		session_note(host->session, item->channel,
			"the client does not read: %zu bytes dropped",
			item->size);
		outbox_item_free(item);
		return;
	}
	item->next = NULL;
	*endpoint->last = item;
	endpoint->last = &item->next;
	endpoint->waiting_size += sizeof(*item) + item->size;
}

/* Sends bytes, or keeps them until the client has read. */
static void send_bytes(struct host_endpoint *endpoint, struct outbox_item *item)
{
	unsigned int channel = item->channel & CHANNEL_MASK;
	int result = 0;

	if (is_waiting(endpoint, channel)) {
		wait_for_reader(endpoint, item);
		return;
	}

	if (item->size > 0)
		result = endpoint_send(
			endpoint->endpoint, channel, item->bytes, item->size);
	if (result == -EAGAIN) {
		wait_for_reader(endpoint, item);
		endpoint_hold(endpoint->endpoint, channel, true);
		return;
	}
	if (result == -EMSGSIZE)
		session_note(endpoint->host->session, item->channel,
			"%zu bytes at once are too many here: dropped",
			item->size);
	outbox_item_free(item);
}

/* Takes out what waits for a channel; CHANNEL_ALL: everything. */
static struct outbox_item *take_waiting(
	struct host_endpoint *endpoint, unsigned int channel)
{
	struct outbox_item **link = &endpoint->waiting;
	struct outbox_item *taken = NULL;
	struct outbox_item **last = &taken;

	while (*link) {
		struct outbox_item *item = *link;

		if (channel != CHANNEL_ALL &&
			(item->channel & CHANNEL_MASK) != channel) {
			link = &item->next;
			continue;
		}
		*link = item->next;
		item->next = NULL;
		*last = item;
		last = &item->next;
		endpoint->waiting_size -= sizeof(*item) + item->size;
	}
	endpoint->last = link;

	return taken;
}

static void forget_waiting(struct host_endpoint *endpoint, unsigned int channel)
{
	struct outbox_item *item = take_waiting(endpoint, channel);

	while (item) {
		struct outbox_item *next = item->next;

		outbox_item_free(item);
		item = next;
	}
}

/* Reading stops while the scenario says so, and where a client that does not
 * read cannot be held up alone.
 */
static void set_reading(struct host_endpoint *endpoint)
{
	endpoint_pause(endpoint->endpoint,
		endpoint->is_stopped ||
			(endpoint->waiting && !endpoint->endpoint->ops->hold));
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

void host_on_signal(struct host *host,
	void (*signalled)(void *owner, int number), void *owner)
{
	host->signalled = signalled;
	host->signalled_owner = owner;
}

static void signal_program(struct host *host, const struct outbox_item *item)
{
	if (host->signalled)
		host->signalled(host->signalled_owner, item->bytes[0]);
	else
		session_note(host->session, item->channel,
			"there is no program to send signal %u to",
			item->bytes[0]);
}

/* An order for the client's system calls. */
static void disturb(struct host *host, const struct outbox_item *item)
{
	struct disturbance disturbance;
	int result = -EOPNOTSUPP;

	memcpy(&disturbance, item->bytes, sizeof(disturbance));
	for (size_t i = 0; i < host->count && result == -EOPNOTSUPP; i++)
		result = endpoint_disturb(
			host->endpoints[i].endpoint, &disturbance);
	if (result == -EOPNOTSUPP && host->order_count < ORDERS_MAX)
		host->orders[host->order_count++] = disturbance;
	if (result == -EOPNOTSUPP)
		session_note(host->session, item->channel,
			"no call of the client is disturbed yet: only the "
			"preloaded library can (--no-namespaces)");
	else if (result < 0)
		session_note(host->session, item->channel,
			"no call of the client is disturbed: %s",
			strerror(-result));
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
		forget_waiting(endpoint, CHANNEL_ALL);
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
	case OUTBOX_SIGNAL:
	case OUTBOX_DISTURB:
		break;
	}
}

static void set_timer(struct host *host, double delay)
{
	ev_timer_stop(host->loop, &host->timer);
	ev_timer_set(&host->timer, delay / host->speed, 0);
	ev_timer_start(host->loop, &host->timer);
}

/* The modem has reached others, which go on when the loop comes round. */
static void wake_others(struct host *host)
{
	for (struct host *other = host->next; other != host;
		other = other->next)
		if (session_is_woken(other->session))
			set_timer(other, 0);
}

/* Does what the session wants done and sets the timer for what comes next. */
void host_advance(struct host *host)
{
	uint64_t now = host_now(host);
	uint64_t next = session_advance(host->session, now);
	struct outbox_item *item;

	while ((item = session_take(host->session, now))) {
		unsigned int number = item->channel >> HOST_CHANNEL_SHIFT;

		if (item->kind == OUTBOX_BYTES) {
			send_bytes(&host->endpoints[number], item);
			continue;
		}
		if (item->kind == OUTBOX_HANG_UP) {
			endpoint_hang_up(host->endpoints[number].endpoint,
				item->channel & CHANNEL_MASK);
			tell_moved(&host->endpoints[number], false);
		}
		if (item->kind == OUTBOX_SIGNAL)
			signal_program(host, item);
		if (item->kind == OUTBOX_DISTURB)
			disturb(host, item);
		for (size_t i = 0; i < host->count; i++)
			act(&host->endpoints[i], item->kind);
		outbox_item_free(item);
	}

	ev_timer_stop(host->loop, &host->timer);
	if (next < MODEM_NEVER)
		set_timer(host, next > now ? (double)(next - now) / 1e6 : 0);
	wake_others(host);
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
	struct outbox_item *item = take_waiting(endpoint, channel);

	while (item) {
		struct outbox_item *next = item->next;

		send_bytes(endpoint, item);
		item = next;
	}
	if (!is_waiting(endpoint, channel))
		endpoint_hold(endpoint->endpoint, channel, false);
	set_reading(endpoint);
}

static void on_closed(void *owner, unsigned int channel)
{
	struct host_endpoint *endpoint = owner;
	struct host *host = endpoint->host;

	forget_waiting(endpoint, channel);
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
	host->next = host;
	host->session = session;
	host->speed = speed;
	ev_now_update(loop);
	host->start = ev_now(loop);
	ev_timer_init(&host->timer, on_timer, 0, 0);
	host->timer.data = host;

	return host;
}

void host_join(struct host *host, struct host *other)
{
	other->start = host->start;
	other->next = host->next;
	host->next = other;
}

static void leave_ring(struct host *host)
{
	struct host *before = host;

	while (before->next != host)
		before = before->next;
	before->next = host->next;
}

void host_free(struct host *host)
{
	if (!host)
		return;

	leave_ring(host);
	ev_timer_stop(host->loop, &host->timer);
	for (size_t i = 0; i < host->count; i++) {
		forget_waiting(&host->endpoints[i], CHANNEL_ALL);
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
	if (result < 0)
		return result;

	host->count++;
	for (size_t i = 0; i < host->order_count; i++)
		if (endpoint_disturb(endpoint->endpoint, &host->orders[i]) ==
			-EOPNOTSUPP)
			return 0;
	host->order_count = 0;

	return 0;
}

size_t host_endpoint_count(const struct host *host)
{
	return host->count;
}

const struct endpoint *host_endpoint(const struct host *host, size_t index)
{
	return host->endpoints[index].endpoint;
}
