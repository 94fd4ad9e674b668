/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* unix_server.h - what endpoint_unix.c keeps of a server and its clients.
 *
 * Ownership: a server owns its clients; a client its descriptor and queue.
 */
#pragma once

#include <ev.h>
#include <stdbool.h>
#include <stdint.h>

#include "sim/endpoint.h"
#include "sim/send_queue.h"
#include "sim/unix_listener.h"

enum {
	CLIENTS_MAX = 1024,
	READ_SIZE = 65536,
};

struct client {
	struct client *next;
	struct server *server;
	struct send_queue queue;
	ev_io input;
	ev_io output;
	unsigned int channel;
	int descriptor; /* -1: gone, and the owner has not heard of it */
	bool was_full;	/* a send returned -EAGAIN */
	bool is_held;	/* nothing is read from it */
	bool is_deaf; /* it closed; what it wrote before is still to be read */
};

struct server {
	struct endpoint endpoint;
	struct ev_loop *loop;
	struct client *clients;
	struct unix_listener listener;
	char *name;
	struct disturb_board *board; /* what disturbs clients, or NULL */
	ev_io accepts;
	ev_timer accept_again;
	ev_timer gone;	  /* some clients are gone */
	ev_timer adopted; /* the owner has not heard of its client */
	bool *is_freed;	  /* where to say so, while the owner is called */
	unsigned int client_count;
	unsigned int last_channel;
	bool is_abstract;
	bool is_paused;
	uint8_t bytes[READ_SIZE];
};

static inline struct server *server_of(struct endpoint *endpoint)
{
	return (struct server *)endpoint;
}
