/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "sim/echo_server.h"

#include <ev.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/frame.h"

enum {
	FLAGS_OFFSET = 3,
};

struct echo_channel {
	struct echo_channel *next;
	unsigned int number;
	size_t size;
	uint8_t bytes[2 * FRAME_SIZE_MAX];
};

static struct echo_channel **find_channel(
	struct echo_server *server, unsigned int number)
{
	struct echo_channel **link = &server->channels;

	while (*link && (*link)->number != number)
		link = &(*link)->next;

	return link;
}

static void on_opened(void *owner, unsigned int number)
{
	struct echo_server *server = owner;
	struct echo_channel *channel = calloc(1, sizeof(*channel));

	if (!channel || *find_channel(server, number))
		abort();
	channel->number = number;
	channel->next = server->channels;
	server->channels = channel;
	server->opened_count++;
}

static void on_closed(void *owner, unsigned int number)
{
	struct echo_server *server = owner;
	struct echo_channel **link = find_channel(server, number);
	struct echo_channel *channel = *link;

	if (!channel)
		abort();
	*link = channel->next;
	free(channel);
	server->closed_count++;
}

static void on_writable(void *owner, unsigned int number)
{
	struct echo_server *server = owner;

	server->writable_count++;
}

static void come_back(int revents, void *data)
{
	struct echo_server *server = data;

	if (endpoint_come_back(server->endpoint) < 0)
		abort();
}

static void answer(struct echo_server *server, unsigned int number,
	uint8_t service, const uint8_t *bytes, size_t size)
{
	switch (service) {
	case ECHO_TWICE:
		endpoint_send(server->endpoint, number, bytes, size);
		break;
	case ECHO_FLOOD:
		while (endpoint_send(server->endpoint, number, bytes, size) ==
			0)
			server->flooded_count++;
		return;
	case ECHO_NOTHING:
		return;
	case ECHO_HANG_UP:
		endpoint_hang_up(server->endpoint, number);
		return;
	case ECHO_VANISH:
		if (endpoint_vanish(server->endpoint) < 0)
			abort();
		ev_once(server->loop, -1, 0, 0.02, come_back, server);
		return;
	}
	endpoint_send(server->endpoint, number, bytes, size);
}

static void on_received(
	void *owner, unsigned int number, const uint8_t *bytes, size_t size)
{
	struct echo_server *server = owner;
	struct echo_channel *channel = *find_channel(server, number);
	struct frame frame;
	size_t used;
	size_t at = 0;

	if (!channel || size > sizeof(channel->bytes) - channel->size)
		abort();
	memcpy(channel->bytes + channel->size, bytes, size);
	channel->size += size;
	while (at < channel->size) {
		enum status status = frame_decode(
			channel->bytes + at, channel->size - at, &frame, &used);

		if (status == STATUS_MORE)
			break;
		if (status == STATUS_OK) {
			server->frame_count++;
			channel->bytes[at + FLAGS_OFFSET] = FRAME_FROM_MODEM;
			answer(server, number, frame.service,
				channel->bytes + at, used);
		} else {
			server->garbage_size += (unsigned int)used;
		}
		at += used;
	}
	channel->size -= at;
	memmove(channel->bytes, channel->bytes + at, channel->size);
}

static const struct endpoint_events events = {
	.opened = on_opened,
	.received = on_received,
	.writable = on_writable,
	.closed = on_closed,
};

const char *echo_server_open(
	struct echo_server *server, struct ev_loop *loop, const char *spec)
{
	const char *why = NULL;

	*server = (struct echo_server){.loop = loop};
	endpoint_open(loop, spec, &events, server, &server->endpoint, &why);

	return why;
}

void echo_server_close(struct echo_server *server)
{
	endpoint_close(server->endpoint);
	server->endpoint = NULL;
	while (server->channels) {
		struct echo_channel *channel = server->channels;

		server->channels = channel->next;
		free(channel);
	}
}

struct run {
	int status;
};

static void on_exit_of_client(struct ev_loop *loop, ev_child *watcher, int got)
{
	struct run *run = watcher->data;

	run->status = watcher->rstatus;
	ev_break(loop, EVBREAK_ALL);
}

/* Waits for what is under way after the client has ended. */
static void on_settled(int revents, void *data)
{
	ev_break(data, EVBREAK_ALL);
}

int echo_server_run(struct echo_server *server,
	int (*client)(const char *address, void *data), void *data)
{
	struct run run = {0};
	ev_child child;
	pid_t pid = fork();

	if (pid < 0)
		abort();
	if (pid == 0) {
		/* A copy of the master would keep the PTY alive. */
		close_range(3, ~0U, 0);
		_exit(client(server->endpoint->address, data));
	}

	ev_child_init(&child, on_exit_of_client, pid, 0);
	child.data = &run;
	ev_child_start(server->loop, &child);
	ev_run(server->loop, 0);
	ev_child_stop(server->loop, &child);
	ev_once(server->loop, -1, 0, 0.05, on_settled, server->loop);
	ev_run(server->loop, 0);

	return WIFEXITED(run.status) ? WEXITSTATUS(run.status)
				     : 128 + WTERMSIG(run.status);
}
