/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* at_port.h - an AT port beside QMI: a PTY on which each line is a command.
 *
 * Lines end with a carriage return, as ITU-T V.250 has it, and are at most
 * AT_LINE_MAX bytes long; what is longer is thrown away up to its end and handed
 * over as an empty line that is marked so. What the client types is sent back
 * while the port echoes. A client that does not read loses answers once
 * AT_WAITING_MAX bytes wait for it.
 *
 * Ownership: the port owns its PTY and the link to it. Errors: 0 or -errno.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct at_port;
struct ev_loop;

enum {
	AT_LINE_MAX = 1024,
	AT_WAITING_MAX = 64 * 1024,
};

/* A line has come, without its end; the text is terminated and may hold zero
 * bytes. Called from the event loop only.
 */
struct at_events {
	void (*line)(void *owner, struct at_port *port, const char *text,
		size_t size, bool is_too_long);
};

/* `path` is where a link to the PTY is made; NULL: no link. */
int at_port_open(struct ev_loop *loop, const char *path,
	const struct at_events *events, void *owner, struct at_port **port);

/* Frees the port and removes the link. NULL is fine. */
void at_port_close(struct at_port *port);

/* The PTY, such as /dev/pts/3. Owned by the port. */
const char *at_port_name(const struct at_port *port);

/* Sends text to the client. */
void at_port_send(struct at_port *port, const char *text, size_t size);

bool at_port_echoes(const struct at_port *port);
void at_port_set_echo(struct at_port *port, bool echoes);
