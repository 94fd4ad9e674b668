/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* endpoint.h - where clients attach: a PTY, a socket, a device node.
 *
 * An endpoint carries bytes or datagrams and knows nothing of QMI beyond how
 * its transport wraps a message. Several clients may use one endpoint at once;
 * each is a channel. A transport that cannot tell its clients apart (a PTY) has
 * channel 0 only, which is open while at least one client is there.
 *
 * Errors: functions return 0 or -errno. Sizes are in bytes.
 */
#pragma once

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct disturbance;
struct ev_loop;
struct endpoint;

enum framing {
	FRAMING_QMUX, /* a byte stream of QMUX frames */
	FRAMING_SDU, /* one bare message each time; see the channel's service */
};

/* What the owner hears. Called from the event loop only, never from inside one
 * of the functions below. The owner may call any of them in return, close
 * included, so an endpoint touches nothing of its own after such a call.
 */
struct endpoint_events {
	void (*opened)(void *owner, unsigned int channel);
	void (*received)(void *owner, unsigned int channel,
		const uint8_t *bytes, size_t size);
	/* After a send that returned -EAGAIN: there is room again. */
	void (*writable)(void *owner, unsigned int channel);
	void (*closed)(void *owner, unsigned int channel);
};

/* One kind of endpoint. Each sim/endpoint_<name>.c defines exactly one. */
struct endpoint_ops {
	const char *name; /* as in --endpoint=NAME:ADDRESS */
	/* What ADDRESS is, for the help; NULL: none; "[...]": not needed. */
	const char *argument;
	const char *summary;
	enum framing framing;
	int (*open)(struct ev_loop *loop, const char *address,
		const struct endpoint_events *events, void *owner,
		struct endpoint **endpoint);
	/* What an error of `open` means here, or NULL. May itself be NULL. */
	const char *(*explain)(int error);
	int (*send)(struct endpoint *endpoint, unsigned int channel,
		const uint8_t *bytes, size_t size);
	void (*hang_up)(struct endpoint *endpoint, unsigned int channel);
	void (*pause)(struct endpoint *endpoint, bool is_paused);
	/* NULL where there is one channel only. */
	void (*hold)(
		struct endpoint *endpoint, unsigned int channel, bool is_held);
	int (*vanish)(struct endpoint *endpoint);
	int (*come_back)(struct endpoint *endpoint);
	/* NULL where nothing stands between a client and its system calls. */
	int (*disturb)(struct endpoint *endpoint,
		const struct disturbance *disturbance);
	void (*close)(struct endpoint *endpoint);
};

/* The part every endpoint begins with. */
struct endpoint {
	const struct endpoint_ops *ops;
	const struct endpoint_events *events; /* borrowed */
	void *owner;			      /* passed to every event */
	const char *address; /* what a client opens; owned by the endpoint */
};

/* Opens `spec`, which is NAME or NAME:ADDRESS. On failure `*why` (static) says
 * what is wrong. -EINVAL: no such kind, or the address is missing or not wanted.
 */
int endpoint_open(struct ev_loop *loop, const char *spec,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint, const char **why);

/* All kinds, in the order of the help; ends with NULL. */
extern const struct endpoint_ops *const endpoint_kinds[];

/* Queues all of `bytes` (copied) or none, as one write to the client: two
 * messages sent in turn are never handed over in one read where the transport
 * can help it. -EAGAIN: the client does not read and the queue is full;
 * -ENOTCONN: no such channel, or its client has left; -EMSGSIZE: never fits.
 */
static inline int endpoint_send(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size)
{
	return endpoint->ops->send(endpoint, channel, bytes, size);
}

/* Ends the client's connection as a device that dies would. */
static inline void endpoint_hang_up(
	struct endpoint *endpoint, unsigned int channel)
{
	endpoint->ops->hang_up(endpoint, channel);
}

/* Stops and resumes reading what clients write. */
static inline void endpoint_pause(struct endpoint *endpoint, bool is_paused)
{
	endpoint->ops->pause(endpoint, is_paused);
}

/* The same for one client; for all where a transport cannot tell them apart. */
static inline void endpoint_hold(
	struct endpoint *endpoint, unsigned int channel, bool is_held)
{
	if (endpoint->ops->hold)
		endpoint->ops->hold(endpoint, channel, is_held);
	else
		endpoint_pause(endpoint, is_held);
}

/* Takes the endpoint away (clients see a hang-up, the address is gone) and
 * brings it back at the same address.
 */
static inline int endpoint_vanish(struct endpoint *endpoint)
{
	return endpoint->ops->vanish(endpoint);
}

static inline int endpoint_come_back(struct endpoint *endpoint)
{
	return endpoint->ops->come_back(endpoint);
}

/* Makes calls of the clients go wrong from now on. -EOPNOTSUPP: not here. */
static inline int endpoint_disturb(
	struct endpoint *endpoint, const struct disturbance *disturbance)
{
	if (!endpoint->ops->disturb)
		return -EOPNOTSUPP;

	return endpoint->ops->disturb(endpoint, disturbance);
}

/* Frees the endpoint. NULL is fine. No event comes afterwards. */
static inline void endpoint_close(struct endpoint *endpoint)
{
	if (endpoint)
		endpoint->ops->close(endpoint);
}
