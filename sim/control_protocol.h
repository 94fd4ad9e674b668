/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* control_protocol.h - the control socket's JSON lines; see doc/control.md.
 *
 * A conversation takes bytes and gives lines. It knows no sockets and no clock,
 * so that a test or a fuzzer can drive it.
 *
 * Ownership: a control borrows its modems; a conversation is freed before it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sim/script.h"

enum {
	CONTROL_LINE_MAX = 8 << 20,   /* bytes of a request */
	CONTROL_OUTPUT_MAX = 32 << 20 /* what a reader may leave unread */
};

struct control_modem {
	const char *name;   /* NULL: it is alone */
	const char *device; /* where a program finds it, or NULL */
	struct script_modem *modem;
};

struct control_ops {
	/* A modem may have something to do now: advance all. */
	void (*advance)(void *owner);
	/* The run shall end. NULL: it cannot be ended so. */
	void (*stop)(void *owner);
};

struct control;
struct control_talk;

struct control *control_new(const struct control_modem *modems, size_t count,
	const struct control_ops *ops, void *owner);
void control_free(struct control *control);

/* Looks whether something that conversations wait for has happened. Cheap when
 * nobody waits.
 */
void control_check(struct control *control);

/* `send` gets whole lines; it must not call the conversation. */
struct control_talk *control_talk_new(struct control *control,
	void (*send)(void *owner, const char *line, size_t size), void *owner);
void control_talk_free(struct control_talk *talk);

/* Takes what the other side has written. False: it is too much for one line,
 * and the conversation is over.
 */
bool control_talk_feed(
	struct control_talk *talk, const uint8_t *bytes, size_t size);
