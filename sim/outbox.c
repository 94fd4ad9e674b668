/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

void outbox_init(struct outbox *outbox)
{
	outbox->first = NULL;
	outbox->last = &outbox->first;
	outbox->order = 0;
	outbox->size = 0;
}

void outbox_clear(struct outbox *outbox)
{
	struct outbox_item *item;

	while ((item = outbox_take(outbox)))
		outbox_item_free(item);
}

bool outbox_is_full(const struct outbox *outbox)
{
	return outbox->size >= OUTBOX_SIZE_MAX;
}

static struct outbox_item *add(struct outbox *outbox, unsigned int channel,
	enum outbox_kind kind, const uint8_t *bytes, size_t size)
{
	struct outbox_item *item = memory_alloc(sizeof(*item) + size);

	item->kind = kind;
	item->channel = channel;
	item->order = outbox->order;
	outbox->order += OUTBOX_ORDER_STEP;
	item->size = size;
	if (size > 0)
		memcpy(item->bytes, bytes, size);
	*outbox->last = item;
	outbox->last = &item->next;
	outbox->size += sizeof(*item) + size;

	return item;
}

struct outbox_item *outbox_add_message(struct outbox *outbox,
	unsigned int channel, const struct message *message)
{
	struct outbox_item *item = add(outbox, channel, OUTBOX_MESSAGE,
		message->tlvs, message->tlvs_size);

	item->message = *message;
	item->message.tlvs = item->bytes;

	return item;
}

struct outbox_item *outbox_add_bytes(struct outbox *outbox,
	unsigned int channel, const uint8_t *bytes, size_t size)
{
	return add(outbox, channel, OUTBOX_BYTES, bytes, size);
}

struct outbox_item *outbox_add_shown(struct outbox *outbox,
	unsigned int channel, const struct message *message,
	const uint8_t *bytes, size_t size)
{
	uint8_t *all = memory_alloc(size + message->tlvs_size + 1);
	struct outbox_item *item;

	if (size > 0)
		memcpy(all, bytes, size);
	if (message->tlvs_size > 0)
		memcpy(all + size, message->tlvs, message->tlvs_size);
	item = add(
		outbox, channel, OUTBOX_BYTES, all, size + message->tlvs_size);
	free(all);
	outbox->size -= message->tlvs_size;
	item->size = size;
	item->tail = message->tlvs_size;
	item->message = *message;
	item->message.tlvs = item->bytes + size;
	item->is_shown = true;

	return item;
}

struct outbox_item *outbox_add_action(
	struct outbox *outbox, unsigned int channel, enum outbox_kind kind)
{
	return add(outbox, channel, kind, NULL, 0);
}

struct outbox_item *outbox_take(struct outbox *outbox)
{
	struct outbox_item *item = outbox->first;

	if (!item)
		return NULL;

	outbox->first = item->next;
	if (!outbox->first)
		outbox->last = &outbox->first;
	outbox->size -= sizeof(*item) + item->size;
	item->next = NULL;

	return item;
}

void outbox_item_free(struct outbox_item *item)
{
	free(item);
}

static bool is_before(const struct outbox_item *a, const struct outbox_item *b)
{
	if (a->due_us != b->due_us)
		return a->due_us < b->due_us;

	return a->order < b->order;
}

void outbox_sort_in(struct outbox_list *list, struct outbox_item *item)
{
	struct outbox_item **link = &list->first;

	list->count++;
	list->size += sizeof(*item) + item->size;
	if (list->last && !is_before(item, list->last))
		link = &list->last->next;
	while (*link && !is_before(item, *link))
		link = &(*link)->next;
	item->next = *link;
	*link = item;
	if (!item->next)
		list->last = item;
}

struct outbox_item *outbox_list_take(struct outbox_list *list)
{
	struct outbox_item *item = list->first;

	if (!item)
		return NULL;

	list->first = item->next;
	if (!list->first)
		list->last = NULL;
	list->count--;
	list->size -= sizeof(*item) + item->size;
	item->next = NULL;

	return item;
}
