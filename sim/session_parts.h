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

/* Lines up what the modem or a fault wants done. */
void session_place(struct session *session, struct outbox_item *item);

/* A request, before it changes any state. True: the rules have dealt with it. */
bool session_fault_request(struct session *session, unsigned int channel,
	const struct message *message);

/* A response or an indication. Takes the item and returns it when it goes on as
 * it is, else NULL.
 */
struct outbox_item *session_fault_output(
	struct session *session, struct outbox_item *item);
