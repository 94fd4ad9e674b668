/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* echo_server.h - for tests: an endpoint whose owner answers each frame with
 * the same frame, marked as the modem's.
 *
 * A frame whose service is not ECHO_SERVICE asks for something else; the enum
 * says what. Bytes that are no frame are dropped one by one.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/endpoint.h"

enum echo_service {
	ECHO_SERVICE = 0x02,
	ECHO_TWICE = 0x03,   /* answer two times at once */
	ECHO_FLOOD = 0x04,   /* answer until the queue is full */
	ECHO_NOTHING = 0x05, /* do not answer */
	ECHO_HANG_UP = 0x06, /* hang up instead */
	ECHO_VANISH = 0x07,  /* vanish, and come back a little later */
};

struct ev_loop;

struct echo_server {
	struct ev_loop *loop;
	struct endpoint *endpoint;
	struct echo_channel *channels;
	enum echo_service service; /* for the client; not used here */
	unsigned int opened_count;
	unsigned int closed_count;
	unsigned int writable_count;
	unsigned int frame_count;
	unsigned int garbage_size;
	unsigned int flooded_count; /* how many answers a flood queued */
};

/* Opens `spec`. Returns NULL, or what is wrong. */
const char *echo_server_open(
	struct echo_server *server, struct ev_loop *loop, const char *spec);
void echo_server_close(struct echo_server *server);

/* Serves while `client` runs in a process of its own, which gets the address,
 * and returns its exit status; 128 + n when signal n ended it.
 */
int echo_server_run(struct echo_server *server,
	int (*client)(const char *address, void *data), void *data);
