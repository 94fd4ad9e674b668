/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/endpoint_memory.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sim/send_queue.h"

struct line {
	struct line *next;
	struct send_queue queue;
	unsigned int channel;
	bool is_hung_up; /* the owner has not heard of it */
	bool was_full;	 /* a send returned -EAGAIN */
	bool has_room;	 /* the owner has not heard of it */
};

struct memory_endpoint {
	struct endpoint endpoint;
	struct line *lines;
	bool *is_freed; /* where to say so, while the owner is called */
	unsigned int last_channel;
	bool is_paused;
	bool is_vanished;
};

static struct memory_endpoint *memory_of(struct endpoint *endpoint)
{
	return (struct memory_endpoint *)endpoint;
}

static struct line *find_line(
	struct memory_endpoint *memory, unsigned int channel)
{
	struct line *line = memory->lines;

	while (line && line->channel != channel)
		line = line->next;

	return line;
}

static void remove_line(struct memory_endpoint *memory, struct line *line)
{
	struct line **link = &memory->lines;

	while (*link != line)
		link = &(*link)->next;
	*link = line->next;
	send_queue_free(&line->queue);
	free(line);
}

/* Returns whether the endpoint still exists. */
static bool tell(struct memory_endpoint *memory,
	void (*event)(void *owner, unsigned int channel), unsigned int channel)
{
	bool is_freed = false;

	memory->is_freed = &is_freed;
	event(memory->endpoint.owner, channel);
	if (!is_freed)
		memory->is_freed = NULL;

	return !is_freed;
}

/* Tells what has been put off. Returns whether the endpoint still exists. */
static bool catch_up(struct memory_endpoint *memory)
{
	struct line *line = memory->lines;

	while (line) {
		unsigned int channel = line->channel;
		bool is_closed = line->is_hung_up;

		if (!is_closed && !line->has_room) {
			line = line->next;
			continue;
		}
		line->has_room = false;
		if (is_closed)
			remove_line(memory, line);
		if (!tell(memory,
			    is_closed ? memory->endpoint.events->closed
				      : memory->endpoint.events->writable,
			    channel))
			return false;
		line = memory->lines;
	}

	return true;
}

static int memory_send(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size)
{
	struct line *line = find_line(memory_of(endpoint), channel);
	int error;

	if (!line || line->is_hung_up)
		return -ENOTCONN;
	if (size > SEND_QUEUE_MAX / 2)
		return -EMSGSIZE;
	error = send_queue_put(&line->queue, bytes, size);
	line->was_full |= error == -EAGAIN;

	return error;
}

static void memory_hang_up(struct endpoint *endpoint, unsigned int channel)
{
	struct line *line = find_line(memory_of(endpoint), channel);

	if (line)
		line->is_hung_up = true;
}

static void memory_pause(struct endpoint *endpoint, bool is_paused)
{
	memory_of(endpoint)->is_paused = is_paused;
}

static int memory_vanish(struct endpoint *endpoint)
{
	struct memory_endpoint *memory = memory_of(endpoint);

	memory->is_vanished = true;
	for (struct line *line = memory->lines; line; line = line->next)
		line->is_hung_up = true;

	return 0;
}

static int memory_come_back(struct endpoint *endpoint)
{
	memory_of(endpoint)->is_vanished = false;

	return 0;
}

static void memory_close(struct endpoint *endpoint)
{
	struct memory_endpoint *memory = memory_of(endpoint);

	if (memory->is_freed)
		*memory->is_freed = true;
	while (memory->lines)
		remove_line(memory, memory->lines);
	free(memory);
}

static int memory_open(struct ev_loop *loop, const char *address,
	const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	return endpoint_memory_open(events, owner, endpoint);
}

const struct endpoint_ops endpoint_memory = {
	.name = "memory",
	.summary = "inside the process, for tests",
	.framing = FRAMING_QMUX,
	.open = memory_open,
	.send = memory_send,
	.hang_up = memory_hang_up,
	.pause = memory_pause,
	.vanish = memory_vanish,
	.come_back = memory_come_back,
	.close = memory_close,
};

int endpoint_memory_open(const struct endpoint_events *events, void *owner,
	struct endpoint **endpoint)
{
	struct memory_endpoint *memory = calloc(1, sizeof(*memory));

	if (!memory)
		return -ENOMEM;
	memory->endpoint.ops = &endpoint_memory;
	memory->endpoint.events = events;
	memory->endpoint.owner = owner;
	memory->endpoint.address = "memory";
	*endpoint = &memory->endpoint;

	return 0;
}

int endpoint_memory_connect(struct endpoint *endpoint, unsigned int *channel)
{
	struct memory_endpoint *memory = memory_of(endpoint);
	struct line *line;

	if (!catch_up(memory) || memory->is_vanished)
		return -ENXIO;
	line = calloc(1, sizeof(*line));
	if (!line)
		return -ENOMEM;
	line->channel = ++memory->last_channel;
	line->next = memory->lines;
	memory->lines = line;
	*channel = line->channel;
	tell(memory, memory->endpoint.events->opened, line->channel);

	return 0;
}

void endpoint_memory_disconnect(struct endpoint *endpoint, unsigned int channel)
{
	struct memory_endpoint *memory = memory_of(endpoint);
	struct line *line = find_line(memory, channel);

	if (line)
		line->is_hung_up = true;
	catch_up(memory);
}

int endpoint_memory_feed(struct endpoint *endpoint, unsigned int channel,
	const uint8_t *bytes, size_t size)
{
	struct memory_endpoint *memory = memory_of(endpoint);

	if (!catch_up(memory) || !find_line(memory, channel))
		return -ENOTCONN;
	if (memory->is_paused)
		return -EAGAIN;
	endpoint->events->received(endpoint->owner, channel, bytes, size);

	return 0;
}

ssize_t endpoint_memory_take(struct endpoint *endpoint, unsigned int channel,
	uint8_t *bytes, size_t room)
{
	struct memory_endpoint *memory = memory_of(endpoint);
	struct line *line;
	const uint8_t *head;
	size_t size;

	if (!catch_up(memory))
		return -ENOTCONN;
	line = find_line(memory, channel);
	if (!line)
		return -ENOTCONN;
	if (send_queue_is_empty(&line->queue))
		return -EAGAIN;

	head = send_queue_head(&line->queue, &size);
	if (size > room)
		size = room;
	memcpy(bytes, head, size);
	send_queue_take(&line->queue, size);
	if (line->was_full &&
		line->queue.end - line->queue.start < SEND_QUEUE_MAX / 2) {
		line->was_full = false;
		line->has_room = true;
	}

	return (ssize_t)size;
}
