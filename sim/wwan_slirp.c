/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Facts about libslirp 4.7: restricted, it still connects what is sent to a
 * guest forward (src/tcp_input.c); it asks ARP and neighbour discovery for
 * every host it sends to (src/slirp.c).
 */
#include "sim/wwan_slirp.h"

#include <ev.h>
#include <slirp/libslirp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "sim/memory.h"
#include "sim/wwan_ether.h"
#include "sim/wwan_nat.h"

enum {
	FRAME_MAX = PACKET_SIZE_MAX + ETHER_HEADER,
};

/* A descriptor that libslirp wants watched. */
struct watched {
	ev_io io;
	int wanted; /* SLIRP_POLL_ */
};

/* A timer of libslirp's. */
struct alarm {
	ev_timer timer;
	struct wwan_slirp *slirp;
	SlirpTimerCb action;
	void *owner;
};

struct wwan_slirp {
	struct wwan_slirp_config config;
	Slirp *slirp;
	ev_prepare prepare;
	ev_check check;
	ev_timer timeout;
	struct watched **watched;
	size_t watched_count; /* that are wanted */
	size_t watched_room;  /* that were ever made */
	size_t sockets;
	uint8_t told[4]; /* the host that ARP was last told of */
	uint8_t frame[FRAME_MAX];
	uint8_t answer[FRAME_MAX];
	uint8_t packet[FRAME_MAX];
};

static ssize_t on_packet(const void *bytes, size_t size, void *owner)
{
	struct wwan_slirp *slirp = owner;
	uint8_t *answer = slirp->answer;
	uint16_t type = ether_type(bytes, size);
	size_t answered = 0;

	if (size > FRAME_MAX || type == 0)
		return (ssize_t)size;
	memcpy(slirp->packet, bytes, size);
	if (type == ETHER_ARP)
		answered = ether_answer_arp(slirp->packet, size, answer);
	else if (type == ETHER_IPV6)
		answered = ether_answer_neighbour(slirp->packet, size, answer);
	if (answered > 0)
		slirp_input(slirp->slirp, answer, (int)answered);
	else if (type == ETHER_IPV4 || type == ETHER_IPV6)
		slirp->config.packet(slirp->config.owner,
			slirp->packet + ETHER_HEADER, size - ETHER_HEADER);

	return (ssize_t)size;
}

static void on_guest_error(const char *text, void *owner)
{
	(void)text; /* what hosts send wrongly is nobody's business here */
	(void)owner;
}

static int64_t clock_ns(void *owner)
{
	struct timespec now;

	(void)owner;
	clock_gettime(CLOCK_MONOTONIC, &now);

	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void on_alarm(struct ev_loop *loop, ev_timer *timer, int events)
{
	struct alarm *alarm = timer->data;

	(void)loop;
	(void)events;
	alarm->action(alarm->owner);
}

static void *alarm_new(SlirpTimerCb action, void *action_owner, void *owner)
{
	struct alarm *alarm = memory_alloc(sizeof(*alarm));

	alarm->slirp = owner;
	alarm->action = action;
	alarm->owner = action_owner;
	ev_init(&alarm->timer, on_alarm);
	alarm->timer.data = alarm;

	return alarm;
}

static void alarm_free(void *timer, void *owner)
{
	struct alarm *alarm = timer;

	(void)owner;
	ev_timer_stop(alarm->slirp->config.loop, &alarm->timer);
	free(alarm);
}

static void alarm_set(void *timer, int64_t expire_ms, void *owner)
{
	struct alarm *alarm = timer;
	struct ev_loop *loop = alarm->slirp->config.loop;
	double delay = (double)expire_ms / 1e3 - (double)clock_ns(owner) / 1e9;

	ev_timer_stop(loop, &alarm->timer);
	ev_timer_set(&alarm->timer, delay > 0 ? delay : 0, 0);
	ev_timer_start(loop, &alarm->timer);
}

static void on_socket(int descriptor, void *owner)
{
	struct wwan_slirp *slirp = owner;

	(void)descriptor;
	slirp->sockets++;
}

/* libslirp closes a socket: its number may be another's a moment later. */
static void on_no_socket(int descriptor, void *owner)
{
	struct wwan_slirp *slirp = owner;

	if (slirp->sockets > 0)
		slirp->sockets--;
	for (size_t i = 0; i < slirp->watched_room; i++)
		if (slirp->watched[i]->io.fd == descriptor) {
			ev_io_stop(slirp->config.loop, &slirp->watched[i]->io);
			slirp->watched[i]->io.fd = -1;
		}
}

static void on_notify(void *owner)
{
	(void)owner; /* every turn of the loop asks */
}

static const SlirpCb callbacks = {
	.send_packet = on_packet,
	.guest_error = on_guest_error,
	.clock_get_ns = clock_ns,
	.timer_new = alarm_new,
	.timer_free = alarm_free,
	.timer_mod = alarm_set,
	.register_poll_fd = on_socket,
	.unregister_poll_fd = on_no_socket,
	.notify = on_notify,
};

static void on_io(struct ev_loop *loop, ev_io *watcher, int events)
{
	(void)loop; /* the check watcher looks at all of them at once */
	(void)watcher;
	(void)events;
}

static int loop_events(int wanted)
{
	return (wanted & (SLIRP_POLL_IN | SLIRP_POLL_PRI | SLIRP_POLL_HUP)
			       ? EV_READ
			       : 0) |
		(wanted & SLIRP_POLL_OUT ? EV_WRITE : 0);
}

static int add_poll(int descriptor, int wanted, void *owner)
{
	struct wwan_slirp *slirp = owner;
	size_t index = slirp->watched_count++;
	struct watched *watched;

	if (index == slirp->watched_room) {
		slirp->watched = memory_grow(slirp->watched,
			++slirp->watched_room, sizeof(*slirp->watched));
		watched = memory_alloc(sizeof(*watched));
		ev_io_init(&watched->io, on_io, -1, 0);
		slirp->watched[index] = watched;
	}
	watched = slirp->watched[index];
	watched->wanted = wanted;
	if (watched->io.fd == descriptor && ev_is_active(&watched->io) &&
		(watched->io.events & (EV_READ | EV_WRITE)) ==
			loop_events(wanted))
		return (int)index;

	ev_io_stop(slirp->config.loop, &watched->io);
	ev_io_set(&watched->io, descriptor, loop_events(wanted));
	ev_io_start(slirp->config.loop, &watched->io);

	return (int)index;
}

static int get_events(int index, void *owner)
{
	struct wwan_slirp *slirp = owner;
	struct watched *watched = slirp->watched[index];
	int events = 0;

	if (watched->io.fd >= 0)
		events = ev_clear_pending(slirp->config.loop, &watched->io);

	return (events & EV_READ ? watched->wanted &
				       (SLIRP_POLL_IN | SLIRP_POLL_HUP)
				 : 0) |
		(events & EV_WRITE ? watched->wanted & SLIRP_POLL_OUT : 0) |
		(events & EV_ERROR ? SLIRP_POLL_ERR : 0);
}

static void on_prepare(struct ev_loop *loop, ev_prepare *watcher, int events)
{
	struct wwan_slirp *slirp = watcher->data;
	uint32_t timeout_ms = UINT32_MAX;

	(void)events;
	slirp->watched_count = 0;
	slirp_pollfds_fill(slirp->slirp, &timeout_ms, add_poll, slirp);
	for (size_t i = slirp->watched_count; i < slirp->watched_room; i++) {
		ev_io_stop(loop, &slirp->watched[i]->io);
		slirp->watched[i]->io.fd = -1;
	}
	ev_timer_stop(loop, &slirp->timeout);
	if (timeout_ms != UINT32_MAX) {
		ev_timer_set(&slirp->timeout, timeout_ms / 1e3, 0);
		ev_timer_start(loop, &slirp->timeout);
	}
}

static void on_check(struct ev_loop *loop, ev_check *watcher, int events)
{
	struct wwan_slirp *slirp = watcher->data;

	(void)loop;
	(void)events;
	slirp_pollfds_poll(slirp->slirp, 0, get_events, slirp);
}

static void on_timeout(struct ev_loop *loop, ev_timer *timer, int events)
{
	(void)loop; /* it is there to wake the loop */
	(void)timer;
	(void)events;
}

static SlirpConfig describe(bool has_internet)
{
	SlirpConfig config = {
		.version = 3,
		.restricted = !has_internet,
		.in_enabled = true,
		.in6_enabled = has_internet,
		.vprefix_len = 64,
		.disable_host_loopback = true,
	};

	memcpy(&config.vnetwork, nat_network, 4);
	memcpy(&config.vnetmask, nat_mask, 4);
	memcpy(&config.vhost, nat_host, 4);
	memcpy(&config.vnameserver, nat_dns, 4);
	memcpy(&config.vdhcp_start, nat_server, 4);
	memcpy(&config.vprefix_addr6, nat_network6, 16);
	memcpy(&config.vhost6, nat_host6, 16);
	memcpy(&config.vnameserver6, nat_dns6, 16);

	return config;
}

struct wwan_slirp *wwan_slirp_new(const struct wwan_slirp_config *config)
{
	struct wwan_slirp *slirp = memory_alloc(sizeof(*slirp));
	const SlirpConfig wanted = describe(config->has_internet);
	struct in_addr server;

	slirp->config = *config;
	slirp->slirp = slirp_new(&wanted, &callbacks, slirp);
	memcpy(&server, nat_server, sizeof(server));
	if (!slirp->slirp ||
		slirp_add_unix(slirp->slirp, config->server, &server,
			NAT_SERVER_PORT) < 0) {
		if (slirp->slirp)
			slirp_cleanup(slirp->slirp);
		free(slirp);
		return NULL;
	}
	ev_prepare_init(&slirp->prepare, on_prepare);
	ev_check_init(&slirp->check, on_check);
	ev_init(&slirp->timeout, on_timeout);
	slirp->prepare.data = slirp;
	slirp->check.data = slirp;
	/* Its events must be still pending when they are looked at. */
	ev_set_priority(&slirp->check, EV_MAXPRI);
	ev_prepare_start(config->loop, &slirp->prepare);
	ev_check_start(config->loop, &slirp->check);

	return slirp;
}

void wwan_slirp_free(struct wwan_slirp *slirp)
{
	if (!slirp)
		return;
	ev_prepare_stop(slirp->config.loop, &slirp->prepare);
	ev_check_stop(slirp->config.loop, &slirp->check);
	ev_timer_stop(slirp->config.loop, &slirp->timeout);
	slirp_cleanup(slirp->slirp);
	for (size_t i = 0; i < slirp->watched_room; i++) {
		ev_io_stop(slirp->config.loop, &slirp->watched[i]->io);
		free(slirp->watched[i]);
	}
	free(slirp->watched);
	free(slirp);
}

void wwan_slirp_send(
	struct wwan_slirp *slirp, const uint8_t *bytes, size_t size)
{
	bool is_ipv6 = bytes[0] >> 4 == 6;

	if (!is_ipv6 && memcmp(bytes + 12, slirp->told, 4) != 0) {
		memcpy(slirp->told, bytes + 12, 4);
		slirp_input(slirp->slirp, slirp->answer,
			(int)ether_tell_arp(
				slirp->told, ether_modem, slirp->answer));
	}
	ether_write(slirp->frame, ether_host, ether_modem,
		is_ipv6 ? ETHER_IPV6 : ETHER_IPV4);
	memcpy(slirp->frame + ETHER_HEADER, bytes, size);
	slirp_input(slirp->slirp, slirp->frame, (int)(ETHER_HEADER + size));
}

size_t wwan_slirp_sockets(const struct wwan_slirp *slirp)
{
	return slirp->sockets;
}
