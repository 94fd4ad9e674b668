/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_server.h - the HTTP server inside the simulated network.
 *
 *     GET /bytes/N   N bytes
 *     POST /sink     takes Content-Length bytes and says how many came
 *     GET /          a line of text
 *
 * It listens on a unix socket, to which libslirp connects what hosts send to
 * the gateway's port 80. Every connection carries one request.
 *
 * Errors: 0 or -errno. Ownership: the loop is borrowed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct ev_loop;
struct wwan_server;

int wwan_server_open(
	struct ev_loop *loop, const char *path, struct wwan_server **server);

/* Closes all connections and removes the socket. NULL is fine. */
void wwan_server_close(struct wwan_server *server);

/* It can take no more connections for now. */
bool wwan_server_is_full(const struct wwan_server *server);
