/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session_fault.c - shows messages on their way to the fault rules. */
#include "sim/session_parts.h"

/* Lines up what the rules have made, in the place of the item with `order`. */
static void place_all(
	struct session *session, struct outbox *out, const uint64_t *order)
{
	struct outbox_item *item;
	uint64_t first = order ? *order : session->modem->outbox.order;
	uint64_t index = 0;

	if (!order)
		session->modem->outbox.order += OUTBOX_ORDER_STEP;
	while ((item = outbox_take(out))) {
		item->is_faulted = true;
		item->order = first + index;
		if (index < OUTBOX_ORDER_STEP - 1)
			index++;
		if (item->due_us < session->modem->now_us)
			item->due_us = session->modem->now_us;
		session_place(session, item);
	}
}

static bool filter(struct session *session, unsigned int channel,
	const struct message *message, const uint64_t *order)
{
	const struct fault_rules *rules = session->rules;
	struct outbox out;
	bool passes;

	if (!rules->ops)
		return true;

	outbox_init(&out);
	passes = rules->ops->filter(rules->owner, channel, message, &out);
	place_all(session, &out, order);

	return passes;
}

bool session_fault_request(struct session *session, unsigned int channel,
	const struct message *message)
{
	return !filter(session, channel, message, NULL);
}

struct outbox_item *session_fault_output(
	struct session *session, struct outbox_item *item)
{
	item->is_faulted = true;
	if (filter(session, item->channel, &item->message, &item->order))
		return item;
	outbox_item_free(item);

	return NULL;
}
