/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "sim/wwan_link.h"

#include <stdlib.h>
#include <string.h>

#include "sim/memory.h"

void link_init(struct link_way *way)
{
	*way = (struct link_way){0};
	way->last = &way->first;
}

void link_clear(struct link_way *way)
{
	while (way->first) {
		struct link_item *item = way->first;

		way->first = item->next;
		free(item);
	}
	link_init(way);
}

enum link_outcome link_offer(struct link_way *way, uint64_t now_us,
	const struct link_weather *weather, const struct link_item *what,
	const uint8_t *bytes)
{
	uint64_t start = way->busy_us > now_us ? way->busy_us : now_us;
	uint64_t end = start;
	struct link_item *item;

	if (weather->loss > 0 && weather->chance < weather->loss)
		return LINK_LOST;
	if (weather->latency_us == 0 && weather->rate == 0 && !way->first)
		return LINK_AT_ONCE;
	if (way->waiting + what->size > LINK_QUEUE_MAX ||
		start - now_us > LINK_QUEUE_US)
		return LINK_FULL;

	if (weather->rate > 0)
		end += (uint64_t)what->size * 8 * 1000000 / weather->rate;
	way->busy_us = end;
	item = memory_alloc(sizeof(*item) + what->size);
	*item = *what;
	item->next = NULL;
	item->due_us = end + weather->latency_us;
	memcpy(item->bytes, bytes, what->size);
	*way->last = item;
	way->last = &item->next;
	way->waiting += item->size;

	return LINK_LATER;
}

struct link_item *link_take(struct link_way *way, uint64_t now_us)
{
	struct link_item *item = way->first;

	if (!item || item->due_us > now_us)
		return NULL;
	way->first = item->next;
	if (!way->first)
		way->last = &way->first;
	way->waiting -= item->size;

	return item;
}

uint64_t link_next(const struct link_way *way)
{
	return way->first ? way->first->due_us : UINT64_MAX;
}
