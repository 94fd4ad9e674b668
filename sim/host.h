/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* host.h - joins a session to its endpoints and to the clock.
 *
 * The one place where the simulator waits: bytes from an endpoint go into the
 * session together with the time, and what the session gives out goes to the
 * endpoint. A client that does not read holds up its own endpoint only, and
 * nothing is read from that endpoint until it does.
 *
 * Ownership: the host owns its endpoints and borrows loop and session.
 */
#pragma once

#include <stdint.h>

#include "sim/endpoint.h"
#include "sim/session.h"

enum {
	HOST_ENDPOINTS_MAX = 16,
	/* A session's channel: number of the endpoint, and its channel. */
	HOST_CHANNEL_SHIFT = 24,
};

struct host;

/* `speed` is how many seconds of the modem pass in one of the clock. */
struct host *host_new(
	struct ev_loop *loop, struct session *session, double speed);
void host_free(struct host *host);

/* Has two hosts share their time and wake each other's modems; the second must
 * be new.
 */
void host_join(struct host *host, struct host *other);

/* Opens an endpoint as endpoint_open() does. 0, or -errno and `*why`. */
int host_open(struct host *host, const char *spec, const char **why);

/* The number of endpoints and what a client opens to reach each. */
size_t host_endpoint_count(const struct host *host);
const struct endpoint *host_endpoint(const struct host *host, size_t index);

/* Has `moved` called whenever an endpoint has gone (`address` is NULL), come
 * back, or got another address.
 */
void host_watch(struct host *host,
	void (*moved)(void *owner, const struct endpoint *endpoint,
		const char *address),
	void *owner);

/* Has `signalled` called when the scenario has a signal for the program. */
void host_on_signal(struct host *host,
	void (*signalled)(void *owner, int number), void *owner);

/* The modem's time now, in microseconds. */
uint64_t host_now(const struct host *host);

/* Lets the session do what is due, sends what it gives out and sets the timer:
 * call it after anything but the host has touched the session.
 */
void host_advance(struct host *host);
