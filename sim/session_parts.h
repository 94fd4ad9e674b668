/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session_parts.h - what the files of the session share. Not for others. */
#pragma once

#include "sim/session.h"

enum {
	/* What a session holds back for later, at most. */
	SESSION_HELD_MAX = 32 << 20,
	SESSION_HELD_COUNT_MAX = 10000,
};

struct channel {
	struct channel *next;
	unsigned int id;
	enum channel_dialect dialect;
	uint8_t *partial; /* the beginning of a frame, or NULL */
	size_t partial_size;
	size_t noise;		  /* bytes that belong to no frame, in a row */
	enum status noise_status; /* what is wrong with the first of them */
};

struct session {
	struct modem *modem;
	struct fault_rules *rules;
	const struct observer *observer;
	void *owner;
	struct channel *channels;
	struct outbox_list requests; /* held back by a fault */
	struct outbox_list outputs;  /* ready or waiting */
};

/* Fault point 1: a request, before it changes any state. True: the fault has
 * dealt with it.
 */
bool session_fault_request(struct session *session, unsigned int channel,
	const struct message *message);

/* Fault points 2 to 4: a message, its bytes, its endpoint. Takes the item and
 * returns what takes its place, or NULL.
 */
struct outbox_item *session_fault_output(
	struct session *session, struct outbox_item *item);
