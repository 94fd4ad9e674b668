/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* session_fault.c - what a fault rule does to a message on its way. */
#include "sim/session_parts.h"

static void tell(struct session *session, unsigned int channel,
	const struct fault_rule *rule)
{
	session_note(session, channel, "fault %s: %s", rule->label,
		fault_effect_name(rule->effect));
}

/* The same message with an error in place of what it said. No other rule acts on
 * it.
 */
static struct outbox_item *with_error(struct outbox *outbox,
	unsigned int channel, const struct message *message, uint16_t error)
{
	uint8_t bytes[MESSAGE_TLV_HEADER_SIZE + 4];
	struct wire_writer writer = wire_writer(bytes, sizeof(bytes));
	struct message changed = *message;
	struct outbox_item *item;

	tlv_put_result(&writer, error);
	changed.tlvs = bytes;
	changed.tlvs_size = writer.size;
	item = outbox_add_message(outbox, channel, &changed);
	item->is_faulted = true;

	return item;
}

bool session_fault_request(struct session *session, unsigned int channel,
	const struct message *message)
{
	const struct fault_rule *rule = fault_find(session->rules, message);
	struct outbox *outbox = &session->modem->outbox;
	struct outbox_item *item;

	if (!rule)
		return false;

	tell(session, channel, rule);
	switch (rule->effect) {
	case FAULT_DROP:
		break;
	case FAULT_DELAY:
		item = outbox_add_message(outbox, channel, message);
		item->due_us = session->modem->now_us + rule->delay_us;
		break;
	case FAULT_ERROR:
		with_error(outbox, channel, message, rule->error)
			->message.kind = MESSAGE_RESPONSE;
		break;
	case FAULT_RAW:
		outbox_add_bytes(outbox, channel, rule->raw, rule->raw_size);
		break;
	case FAULT_HANG_UP:
		outbox_add_action(outbox, channel, OUTBOX_HANG_UP);
		break;
	}

	return true;
}

struct outbox_item *session_fault_output(
	struct session *session, struct outbox_item *item)
{
	const struct fault_rule *rule = fault_find(
		session->rules, &item->message);
	struct outbox_item *other = NULL;
	struct outbox changed;

	item->is_faulted = true;
	if (!rule)
		return item;

	tell(session, item->channel, rule);
	outbox_init(&changed);
	changed.order = item->order;
	switch (rule->effect) {
	case FAULT_DROP:
		break;
	case FAULT_DELAY:
		item->due_us += rule->delay_us;
		return item;
	case FAULT_ERROR:
		other = with_error(
			&changed, item->channel, &item->message, rule->error);
		break;
	case FAULT_RAW:
		other = outbox_add_bytes(
			&changed, item->channel, rule->raw, rule->raw_size);
		break;
	case FAULT_HANG_UP:
		other = outbox_add_action(
			&changed, item->channel, OUTBOX_HANG_UP);
		break;
	}
	if (other) {
		other->due_us = item->due_us;
		other->is_faulted = true;
	}
	outbox_item_free(item);

	return other;
}
