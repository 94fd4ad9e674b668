/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/send_queue.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
	HEADER_SIZE = sizeof(uint32_t),
	CAPACITY_MIN = 4096,
};

static size_t head_size(const struct send_queue *queue)
{
	uint32_t size;

	assert(!send_queue_is_empty(queue));
	memcpy(&size, queue->bytes + queue->start, sizeof(size));

	return size;
}

static int make_room(struct send_queue *queue, size_t size)
{
	size_t used = queue->end - queue->start;
	size_t capacity = queue->capacity ? queue->capacity : CAPACITY_MIN;
	uint8_t *bytes;

	if (queue->start > 0) {
		memmove(queue->bytes, queue->bytes + queue->start, used);
		queue->start = 0;
		queue->end = used;
	}
	while (capacity - used < size)
		capacity *= 2;
	if (capacity == queue->capacity)
		return 0;

	bytes = realloc(queue->bytes, capacity);
	if (!bytes)
		return -ENOMEM;
	queue->bytes = bytes;
	queue->capacity = capacity;

	return 0;
}

int send_queue_put(struct send_queue *queue, const uint8_t *bytes, size_t size)
{
	size_t used = queue->end - queue->start;
	uint32_t header = (uint32_t)size;

	if (size > SEND_QUEUE_MAX - HEADER_SIZE)
		return -EMSGSIZE;
	if (size == 0)
		return 0;
	if (used + HEADER_SIZE + size > SEND_QUEUE_MAX)
		return -EAGAIN;
	if (queue->capacity - queue->end < HEADER_SIZE + size) {
		int error = make_room(queue, HEADER_SIZE + size);

		if (error)
			return error;
	}

	memcpy(queue->bytes + queue->end, &header, HEADER_SIZE);
	memcpy(queue->bytes + queue->end + HEADER_SIZE, bytes, size);
	queue->end += HEADER_SIZE + size;

	return 0;
}

const uint8_t *send_queue_head(const struct send_queue *queue, size_t *size)
{
	*size = head_size(queue) - queue->taken;

	return queue->bytes + queue->start + HEADER_SIZE + queue->taken;
}

void send_queue_take(struct send_queue *queue, size_t size)
{
	size_t whole = head_size(queue);

	assert(size <= whole - queue->taken);
	queue->taken += size;
	if (queue->taken < whole)
		return;

	queue->start += HEADER_SIZE + whole;
	queue->taken = 0;
	if (send_queue_is_empty(queue))
		send_queue_clear(queue);
}

void send_queue_clear(struct send_queue *queue)
{
	queue->start = 0;
	queue->end = 0;
	queue->taken = 0;
}

void send_queue_free(struct send_queue *queue)
{
	free(queue->bytes);
	*queue = (struct send_queue){0};
}
