/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* endpoint_unix.h - stream sockets with QMUX; each connection is a channel.
 *
 * Channels are numbered from 1 and a number is not used again. Messages for a
 * client may arrive in one read: a stream has no boundaries.
 *
 * `unix` and `preload` have a path: a socket of mode 0600, which replaces one
 * that nobody listens to and is removed at the end. `proxy` has an abstract
 * name, which belongs to the network namespace.
 */
#pragma once

#include "sim/endpoint.h"

extern const struct endpoint_ops endpoint_unix;
extern const struct endpoint_ops endpoint_preload;
extern const struct endpoint_ops endpoint_proxy;

/* Serves one connected stream socket (owned from then on, also on failure). Its
 * client is channel 1; once it is gone nobody else comes.
 */
int endpoint_unix_adopt(struct ev_loop *loop, int descriptor,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint);
