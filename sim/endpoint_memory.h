/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* endpoint_memory.h - an endpoint inside the process, for tests and fuzzing.
 *
 * The caller is the client, too. There is no event loop: what the client does is
 * told to the owner before the function returns. What the owner does comes to
 * the client at once, but the `closed` and `writable` events that follow from it
 * are told at the client's next call; so no function of endpoint.h calls back.
 *
 * Channels are numbered from 1 and a number is not used again.
 *
 * Ownership: endpoint_close() frees it. Errors: 0 or -errno.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "sim/endpoint.h"

extern const struct endpoint_ops endpoint_memory;

int endpoint_memory_open(const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint);

/* A client comes. -ENXIO: the endpoint has vanished; -ENOMEM. */
int endpoint_memory_connect(struct endpoint *endpoint, unsigned int *channel);
void endpoint_memory_disconnect(
	struct endpoint *endpoint, unsigned int channel);

/* A client writes. -EAGAIN: the owner has paused; -ENOTCONN. */
int endpoint_memory_feed(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size);

/* A client reads one message into `bytes`, which has room for `room`; what does
 * not fit comes next time. Returns its size; -EAGAIN: nothing was sent;
 * -ENOTCONN: and nothing will be.
 */
ssize_t endpoint_memory_take(struct endpoint *endpoint, unsigned int channel,
	uint8_t *bytes, size_t room);
