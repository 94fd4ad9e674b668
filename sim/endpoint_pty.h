/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* endpoint_pty.h - a PTY as endpoint: `pty`, and `fd` when it is given one.
 *
 * What a client wrote before it left is still received, what it did not read is
 * thrown away, and the next client sees neither. A message is written when the
 * one before has been read.
 *
 * Errors: 0 or -errno. -EEXIST: the path is taken by something else.
 */
#pragma once

#include "sim/endpoint.h"

extern const struct endpoint_ops endpoint_pty;

/* Serves the PTY whose master is `master` (owned from then on, also on failure).
 * Such an endpoint can neither hang up and go on, nor vanish and come back.
 */
int endpoint_pty_adopt(struct ev_loop *loop, int master,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint);
