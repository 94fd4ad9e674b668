/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session.h - the way of a message from the client's bytes to the answer's.
 *
 * A session holds one modem and its channels. It takes bytes and the time, and
 * gives a list of outputs; it reads no clock and touches no descriptor, so a
 * test can drive it through hours in no time:
 *
 *	session_opened(session, now, 0, CHANNEL_PLAIN);
 *	session_received(session, now, 0, bytes, size);
 *	while ((output = session_take(session, now)))
 *		...
 *
 * Times are microseconds since the session was made and never go back.
 *
 * Ownership: the session borrows its modem, fault rules and observer.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"
#include "sim/fault.h"
#include "sim/modem.h"
#include "sim/outbox.h"

struct session;

enum channel_dialect {
	CHANNEL_PLAIN, /* QMUX, as on a device node */
	CHANNEL_PROXY, /* QMUX, as qmi-proxy takes it */
};

/* Who watches. Entries may be NULL; nothing here may call the session. */
struct observer {
	/* A message has come in (`is_from_host`) or is on its way out. For
	 * CHANNEL_ALL see outbox.h. */
	void (*message)(void *owner, uint64_t now_us, unsigned int channel,
		bool is_from_host, const struct message *message);

	/* Bytes as they are on the wire: a frame or what is none, before
	 * message() for those from the host and after it, once for each
	 * channel, for those to it.
	 */
	void (*bytes)(void *owner, uint64_t now_us, unsigned int channel,
		bool is_from_host, const uint8_t *bytes, size_t size);

	/* Something worth telling a person: noise between frames, a fault rule
	 * that acts, a client that comes or goes.
	 */
	void (*note)(void *owner, uint64_t now_us, unsigned int channel,
		const char *text);
};

struct session *session_new(struct modem *modem, struct fault_rules *rules,
	const struct observer *observer, void *owner);
void session_free(struct session *session);

void session_opened(struct session *session, uint64_t now_us,
	unsigned int channel, enum channel_dialect dialect);
void session_received(struct session *session, uint64_t now_us,
	unsigned int channel, const uint8_t *bytes, size_t size);
void session_closed(
	struct session *session, uint64_t now_us, unsigned int channel);

/* Does what has become due. Returns when to call it again, or MODEM_NEVER; what
 * is ready now is for session_take() and does not count.
 */
uint64_t session_advance(struct session *session, uint64_t now_us);

/* Whether another modem has left this one something to do: advance it. */
bool session_is_woken(const struct session *session);

/* The next thing to do on the endpoint: OUTBOX_BYTES or one of the actions.
 * NULL: nothing for now. The caller frees it with outbox_item_free().
 */
struct outbox_item *session_take(struct session *session, uint64_t now_us);

/* Whether a channel is open. */
bool session_has_channel(const struct session *session, unsigned int channel);

/* Tells the observer something about a channel. */
void session_note(struct session *session, unsigned int channel,
	const char *format, ...) __attribute__((format(printf, 3, 4)));
