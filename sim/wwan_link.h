/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* wwan_link.h - one way over the radio: latency, loss and rate.
 *
 * Ownership: a link owns what waits in it; link_take() hands a packet over, to
 * be freed with free(). Times are the modem's, in microseconds.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

enum {
	LINK_QUEUE_MAX = 1 << 20, /* bytes that wait at most, each way */
	/* A queue at a rate holds so much, or it would never be full. */
	LINK_QUEUE_US = 1000000,
};

enum link_outcome {
	LINK_AT_ONCE, /* the caller passes it on itself */
	LINK_LATER,
	LINK_LOST,
	LINK_FULL,
};

struct link_item {
	struct link_item *next;
	uint64_t due_us;
	uint64_t tag; /* the caller's */
	size_t size;
	uint8_t bytes[];
};

struct link_way {
	struct link_item *first;
	struct link_item **last;
	size_t waiting;	  /* bytes */
	uint64_t busy_us; /* until then it sends what it has */
};

/* How a packet fares; `chance` is a random number from 0 to 1. */
struct link_weather {
	uint64_t latency_us;
	uint64_t rate; /* bit/s, or 0 */
	double loss;
	double chance;
};

void link_init(struct link_way *way);
void link_clear(struct link_way *way);

enum link_outcome link_offer(struct link_way *way, uint64_t now_us,
	const struct link_weather *weather, const struct link_item *what,
	const uint8_t *bytes);

/* What is due, or NULL. */
struct link_item *link_take(struct link_way *way, uint64_t now_us);

/* When something is due, or UINT64_MAX. */
uint64_t link_next(const struct link_way *way);
