/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* control.h - the control socket: who may look at a modem and change it while it
 * runs. What is said there is in control_protocol.h.
 *
 * The socket's file has mode 0600, and only the same user and root may connect.
 *
 * Ownership: the server owns its socket and connections and borrows the rest.
 */
#pragma once

#include <ev.h>

#include "sim/control_protocol.h"

struct control_server;

/* 0, or -errno and `*why`, which may be NULL. */
int control_open(struct ev_loop *loop, const char *path,
	struct control *control, struct control_server **server,
	const char **why);

/* Sends what is left as far as the readers take it, and closes. */
void control_close(struct control_server *server);
