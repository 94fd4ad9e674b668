/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* outbox.h - what the modem wants done, in order.
 *
 * The modem never sends: it appends here, and the session takes the items out
 * once the call that made them has returned. One input thus gives one list of
 * outputs, and nothing is re-entered.
 *
 * Ownership: an item owns its bytes. outbox_take() hands the item over; free it
 * with outbox_item_free(). Running out of memory ends the program with a
 * message.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/message.h"

enum {
	CHANNEL_ALL = 0xffffffff
}; /* every channel that is open */

enum {
	/* Between two items; what takes the place of one goes in between. */
	OUTBOX_ORDER_STEP = 1 << 16,
};

enum outbox_kind {
	OUTBOX_MESSAGE,	  /* `message`, still to be framed */
	OUTBOX_BYTES,	  /* `bytes`, as they go on the wire */
	OUTBOX_HANG_UP,	  /* end the channel's connection */
	OUTBOX_PAUSE,	  /* stop reading from all clients */
	OUTBOX_RESUME,	  /* read again */
	OUTBOX_VANISH,	  /* take the endpoint away */
	OUTBOX_COME_BACK, /* bring it back */
	OUTBOX_SIGNAL,	  /* a signal for the program, `bytes[0]` */
	OUTBOX_DISTURB,	  /* `bytes` are a struct disturbance: calls of the
			   * client go wrong */
};

struct outbox_item {
	struct outbox_item *next;
	enum outbox_kind kind;
	unsigned int channel;
	uint64_t due_us;	/* not before this time */
	uint64_t order;		/* of making; decides among equal times */
	struct message message; /* tlvs point into `bytes` */
	bool is_faulted;	/* fault rules have seen it already */
	bool is_shown;		/* OUTBOX_BYTES: observers see `message` */
	size_t size;
	size_t tail; /* how much of `message` lies behind the bytes */
	uint8_t bytes[];
};

struct outbox {
	struct outbox_item *first;
	struct outbox_item **last; /* where the next item is linked */
	uint64_t order;
	size_t size; /* of all items, with their own structures */
};

enum {
	OUTBOX_SIZE_MAX = 16 << 20,
};

/* Whether more is in it than one call should leave there. Nothing is refused:
 * who lets others add without end asks first.
 */
bool outbox_is_full(const struct outbox *outbox);

void outbox_init(struct outbox *outbox);
void outbox_clear(struct outbox *outbox);

/* Copies `message` with its TLVs. */
struct outbox_item *outbox_add_message(struct outbox *outbox,
	unsigned int channel, const struct message *message);
struct outbox_item *outbox_add_bytes(struct outbox *outbox,
	unsigned int channel, const uint8_t *bytes, size_t size);

/* The same; observers are shown `message` when they go out. */
struct outbox_item *outbox_add_shown(struct outbox *outbox,
	unsigned int channel, const struct message *message,
	const uint8_t *bytes, size_t size);
struct outbox_item *outbox_add_action(
	struct outbox *outbox, unsigned int channel, enum outbox_kind kind);

/* The next item, or NULL. */
struct outbox_item *outbox_take(struct outbox *outbox);
void outbox_item_free(struct outbox_item *item);

/* Items that wait, sorted by due time, then by order. Empty: all zero. */
struct outbox_list {
	struct outbox_item *first;
	struct outbox_item *last;
	size_t count;
	size_t size; /* of all, with their own structures */
};

/* Puts an item where it belongs, which is mostly at the end. */
void outbox_sort_in(struct outbox_list *list, struct outbox_item *item);

/* Takes the first item out, or NULL. */
struct outbox_item *outbox_list_take(struct outbox_list *list);
