/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* send_queue.h - messages that wait until a client reads.
 *
 * Ownership: the queue owns a copy of each message; send_queue_free() releases
 * it and leaves an empty queue. A zeroed struct is an empty queue.
 *
 * Errors: 0 or -errno. Sizes are in bytes.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SEND_QUEUE_MAX = 1024 * 1024, /* all waiting bytes, headers included */
};

struct send_queue {
	uint8_t *bytes;
	size_t start; /* where the oldest message's header is */
	size_t end;
	size_t capacity;
	size_t taken; /* how much of the oldest message is gone */
};

static inline bool send_queue_is_empty(const struct send_queue *queue)
{
	return queue->start == queue->end;
}

/* Appends all of the message or nothing. -EAGAIN: it does not fit until the
 * client reads; -EMSGSIZE: it never fits; -ENOMEM.
 */
int send_queue_put(struct send_queue *queue, const uint8_t *bytes, size_t size);

/* What is left of the oldest message; the queue must not be empty. */
const uint8_t *send_queue_head(const struct send_queue *queue, size_t *size);

/* Removes `size` bytes of the oldest message, at most what is left of it. */
void send_queue_take(struct send_queue *queue, size_t size);

void send_queue_clear(struct send_queue *queue);
void send_queue_free(struct send_queue *queue);
