/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan.h"

#include <errno.h>
#include <ev.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sim/memory.h"
#include "sim/wwan_path.h"
#include "sim/wwan_server.h"
#include "sim/wwan_slirp.h"

enum {
	TURN_PACKETS = 64, /* read at once; then it is others' turn */
	SOCKETS_MAX = 512, /* of libslirp */
};

struct wwan {
	struct wwan_config config;
	struct wwan_path path;
	struct wwan_slirp *slirp; /* while calls are up and need it */
	struct wwan_server *server;
	char *server_path;
	bool has_failed; /* to start those; it is said once */
	ev_io device;
	ev_timer timer;
	ev_prepare prepare;
	uint32_t woken[WWAN_CALLS_MAX];
	size_t woken_count;
	uint8_t buffer[PATH_FRAME_MAX + 1];
};

static void say(struct wwan *wwan, const char *text)
{
	wwan->config.note(wwan->config.owner, text, strlen(text));
}

static void on_slirp_packet(void *owner, uint8_t *bytes, size_t size)
{
	struct wwan *wwan = owner;

	wwan_path_from_slirp(
		&wwan->path, bytes, size, host_now(wwan->config.host));
}

/* Starts server and libslirp when the first packet is for them. */
static bool start_network(struct wwan *wwan)
{
	struct wwan_slirp_config config = {
		.loop = wwan->config.loop,
		.has_internet = wwan->config.has_internet,
		.server = wwan->server_path,
		.packet = on_slirp_packet,
		.owner = wwan,
	};
	char text[256];
	int result = 0;

	if (wwan->slirp)
		return true;
	if (wwan->has_failed)
		return false;
	if (!wwan->server)
		result = wwan_server_open(
			config.loop, wwan->server_path, &wwan->server);
	if (result == 0)
		wwan->slirp = wwan_slirp_new(&config);
	if (wwan->slirp)
		return true;

	wwan->has_failed = true;
	snprintf(text, sizeof(text),
		"wwan0: the gateway has no server: %.150s: %s",
		wwan->server_path,
		result < 0 ? strerror(-result) : "libslirp does not start");
	say(wwan, text);

	return false;
}

static void to_slirp(void *owner, const uint8_t *bytes, size_t size)
{
	struct wwan *wwan = owner;

	if (!start_network(wwan))
		return;
	wwan_slirp_send(wwan->slirp, bytes, size);
	wwan->path.is_crowded = wwan_server_is_full(wwan->server) ||
		wwan_slirp_sockets(wwan->slirp) >= SOCKETS_MAX;
}

static void to_host(void *owner, const uint8_t *bytes, size_t size)
{
	struct wwan *wwan = owner;

	/* A device that does not take a packet has lost it, as radios do. */
	if (wwan->device.fd >= 0 && write(wwan->device.fd, bytes, size) < 0)
		wwan->path.plan->strays.rx_overflows++;
}

/* Scripts hear of it when the path is done: they may change the calls. */
static void on_woken(void *owner, const struct wwan_call *call)
{
	struct wwan *wwan = owner;

	if (wwan->woken_count < WWAN_CALLS_MAX)
		wwan->woken[wwan->woken_count++] = call->handle;
}

static void on_note(void *owner, const char *text)
{
	say(owner, text);
}

static const struct path_sinks sinks = {
	.to_host = to_host,
	.to_slirp = to_slirp,
	.woken = on_woken,
	.note = on_note,
};

/* Before the loop sleeps: what packets have changed, and when to go on. */
static void on_prepare(struct ev_loop *loop, ev_prepare *watcher, int events)
{
	struct wwan *wwan = watcher->data;
	uint64_t now_us;
	uint64_t next_us;

	(void)events;
	for (size_t i = 0; i < wwan->woken_count; i++)
		script_modem_woken(wwan->config.modem, wwan->woken[i]);
	if (wwan->woken_count > 0)
		host_advance(wwan->config.host);
	wwan->woken_count = 0;
	if (wwan->path.plan->count == 0 && wwan->slirp) {
		wwan_slirp_free(wwan->slirp);
		wwan->slirp = NULL;
		wwan->path.is_crowded = false;
		memset(&wwan->path.flows, 0, sizeof(wwan->path.flows));
	}

	ev_now_update(loop);
	now_us = host_now(wwan->config.host);
	next_us = wwan_path_advance(&wwan->path, now_us);
	ev_timer_stop(loop, &wwan->timer);
	if (next_us < UINT64_MAX) {
		ev_timer_set(&wwan->timer, (double)(next_us - now_us) / 1e6, 0);
		ev_timer_start(loop, &wwan->timer);
	}
}

static void on_timer(struct ev_loop *loop, ev_timer *timer, int events)
{
	(void)loop; /* it is there to wake the loop */
	(void)timer;
	(void)events;
}

static void on_device(struct ev_loop *loop, ev_io *watcher, int events)
{
	struct wwan *wwan = watcher->data;
	uint64_t now_us = host_now(wwan->config.host);

	(void)events;
	for (int i = 0; i < TURN_PACKETS; i++) {
		ssize_t size = read(
			watcher->fd, wwan->buffer, sizeof(wwan->buffer));

		if (size > 0) {
			wwan_path_from_host(&wwan->path, wwan->buffer,
				(size_t)size, now_us);
			continue;
		}
		/* While the device is down a packet socket says ENETDOWN. */
		if (size < 0 && errno != EAGAIN && errno != EINTR &&
			errno != ENETDOWN)
			ev_io_stop(loop, watcher);
		break;
	}
}

struct wwan *wwan_new(const struct wwan_config *config)
{
	struct wwan *wwan = memory_alloc(sizeof(*wwan));

	wwan->config = *config;
	wwan->server_path = memory_format(
		"%s/server%zu", config->folder, config->number);
	wwan->path.plan = script_modem_plan(config->modem);
	wwan->path.sinks = &sinks;
	wwan->path.owner = wwan;
	wwan->path.has_internet = config->has_internet;
	wwan_path_init(&wwan->path, config->seed);
	ev_io_init(&wwan->device, on_device, -1, EV_READ);
	ev_init(&wwan->timer, on_timer);
	ev_prepare_init(&wwan->prepare, on_prepare);
	wwan->device.data = wwan;
	wwan->prepare.data = wwan;
	ev_prepare_start(config->loop, &wwan->prepare);

	return wwan;
}

void wwan_free(struct wwan *wwan)
{
	if (!wwan)
		return;
	ev_prepare_stop(wwan->config.loop, &wwan->prepare);
	ev_timer_stop(wwan->config.loop, &wwan->timer);
	ev_io_stop(wwan->config.loop, &wwan->device);
	wwan_slirp_free(wwan->slirp);
	wwan_server_close(wwan->server);
	wwan_path_release(&wwan->path);
	box_close_network(wwan->device.fd);
	free(wwan->server_path);
	free(wwan);
}

void wwan_attach(struct wwan *wwan, enum box_network kind, bool is_raw_ip,
	int descriptor)
{
	bool is_ethernet = kind != BOX_NETWORK_TUN;
	bool adds_headers = is_ethernet && is_raw_ip;
	bool added_headers = wwan->path.is_ethernet && wwan->path.is_raw_ip;

	wwan->path.is_ethernet = is_ethernet;
	wwan->path.is_raw_ip = is_raw_ip;
	if (adds_headers && !added_headers)
		say(wwan,
			"wwan0: the host uses raw IP, and the device in the "
			"box speaks Ethernet: headers are added and removed");
	if (descriptor < 0)
		return;
	ev_io_stop(wwan->config.loop, &wwan->device);
	box_close_network(wwan->device.fd);
	ev_io_set(&wwan->device, descriptor, EV_READ);
	ev_io_start(wwan->config.loop, &wwan->device);
}
