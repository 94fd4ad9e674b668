/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_slirp.h - libslirp in the event loop: TCP for the gateway's server, and
 * the way out of the machine.
 *
 * Without `has_internet` libslirp is restricted: it opens no socket but to the
 * server.
 *
 * Ownership: the loop and the configuration's texts are borrowed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ev_loop;
struct wwan_slirp;

struct wwan_slirp_config {
	struct ev_loop *loop;
	bool has_internet;
	const char *server; /* unix socket of the gateway's server */
	/* An IP packet from the network. The bytes may be changed. */
	void (*packet)(void *owner, uint8_t *bytes, size_t size);
	void *owner;
};

struct wwan_slirp *wwan_slirp_new(const struct wwan_slirp_config *config);

/* Closes all its connections. NULL is fine. */
void wwan_slirp_free(struct wwan_slirp *slirp);

/* Takes an IP packet, in the addresses of wwan_nat.h. */
void wwan_slirp_send(
	struct wwan_slirp *slirp, const uint8_t *bytes, size_t size);

/* How many sockets it has open. */
size_t wwan_slirp_sockets(const struct wwan_slirp *slirp);
